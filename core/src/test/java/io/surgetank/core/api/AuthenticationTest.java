package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.access.AnonymousAccess;
import io.surgetank.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests to a server that requires API keys.
class AuthenticationTest {
  private final TestApi it =
      new TestApi(AnonymousAccess.REFUSED, TestPipelines.parcels(), TestPipelines.books());
  private final String key = it.key("\"submit\",\"read\"", "");

  private static void assertChallenged(Response response, String error) {
    assertThat(response.status()).isEqualTo(401);
    assertThat(response.headers())
        .containsEntry("Content-Type", "application/problem+json")
        .containsEntry("WWW-Authenticate", "Bearer realm=\"surgetank\"" + error);
    assertThat(TestApi.json(response).path("type").asString())
        .isEqualTo("urn:surgetank:problem:unauthorized");
  }

  private Response withHeader(String... authorization) {
    String[] headers = new String[authorization.length];
    for (int i = 0; i < headers.length; i++) headers[i] = "Authorization: " + authorization[i];
    return it.post("/parcels", "{}", headers);
  }

  @Test
  void a_request_without_credentials_is_challenged_without_an_error() {
    assertChallenged(it.post("/parcels", "{}"), "");
    assertThat(it.store.records).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer x",
        "Basic KEY",
        "Bearer KEYx",
        "Bearer KE",
        "KEY",
        "Bearer KEY, Bearer KEY",
        "Bearer KEY KEY"
      })
  void invalid_credentials_are_an_invalid_token(String form) {
    String header = form.replace("KEY", key).replace("KE", key.substring(0, 40));

    assertChallenged(withHeader(header), ", error=\"invalid_token\"");
  }

  @Test
  void two_headers_are_refused_even_if_both_are_valid() {
    assertChallenged(withHeader("Bearer " + key, "Bearer " + key), ", error=\"invalid_token\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER   "})
  void the_scheme_is_case_insensitive(String scheme) {
    assertThat(withHeader(scheme + key).status()).isEqualTo(202);
  }

  @Test
  void a_lacking_scope_is_named() {
    Response response = it.by(key, "GET", "/ops/v1/keys", "");

    assertThat(response.status()).isEqualTo(403);
    assertThat(response.headers().get("WWW-Authenticate"))
        .isEqualTo("Bearer realm=\"surgetank\", error=\"insufficient_scope\", scope=\"admin\"");
    assertThat(TestApi.json(response).path("type").asString())
        .isEqualTo("urn:surgetank:problem:forbidden");
  }

  @Test
  void a_revoked_key_is_refused_by_the_next_request() {
    String id = TestApi.json(it.operator("GET", "/ops/v1/keys", "")).at("/keys/0/id").asString();

    assertThat(it.operator("POST", "/ops/v1/keys/revoke", "{\"id\":\"" + id + "\"}").status())
        .isEqualTo(200);

    assertChallenged(withHeader("Bearer " + key), ", error=\"invalid_token\"");
    assertThat(TestApi.text(withHeader("Bearer " + key))).contains("revoked");
  }

  @Test
  void a_key_expires_when_the_clock_reaches_its_end() {
    String body = "{\"name\":\"x\",\"scopes\":[\"submit\"],\"expiresInSeconds\":60}";
    String brief = TestApi.json(it.operator("POST", "/ops/v1/keys", body)).path("key").asString();

    assertThat(withHeader("Bearer " + brief).status()).isEqualTo(202);
    it.now = it.now.plus(Duration.ofSeconds(60));
    assertThat(TestApi.text(withHeader("Bearer " + brief))).contains("expired");
  }

  @Test
  void the_last_use_is_noted() {
    it.now = it.now.plusSeconds(5);
    withHeader("Bearer " + key);

    assertThat(it.keys.uses.values()).containsExactly(it.now);
  }

  @Test
  void the_first_key_closes_an_api_that_is_open_without_keys() {
    var local = new TestApi(AnonymousAccess.UNTIL_FIRST_KEY, TestPipelines.parcels());
    assertThat(local.post("/parcels", "{}", "Authorization: Basic of-the-gateway").status())
        .isEqualTo(202);

    local.key("\"submit\"", "");

    assertThat(local.post("/parcels", "{}").status()).isEqualTo(401);
    String id = TestApi.json(local.operator("GET", "/ops/v1/keys", "")).at("/keys/0/id").asString();
    local.operator("POST", "/ops/v1/keys/revoke", "{\"id\":\"" + id + "\"}");
    assertThat(local.post("/parcels", "{}").status()).isEqualTo(401);
  }

  @Test
  void the_key_and_not_the_client_is_the_actor_of_the_audit_log() {
    String operate = it.key("\"operate\"", "");
    String id = operate.substring(5, 17);

    it.by(operate, "POST", "/ops/v1/dead/redrive", "{\"all\":true}");

    assertThat(it.store.actions.getFirst().actor()).isEqualTo("key " + id + " (test)");
  }

  @Test
  void changes_of_keys_are_in_the_audit_log_with_the_key_that_made_them() {
    String admin = it.key("\"admin\"", "");
    it.store.actions.clear();

    Response created =
        it.by(admin, "POST", "/ops/v1/keys", "{\"name\":\"a\",\"scopes\":[\"read\"]}");
    String id = TestApi.json(created).path("id").asString();
    Response rotated = it.by(admin, "POST", "/ops/v1/keys/rotate", "{\"id\":\"" + id + "\"}");
    String fresh = TestApi.json(rotated).path("id").asString();
    it.by(admin, "POST", "/ops/v1/keys/revoke", "{\"id\":\"" + fresh + "\"}");
    it.by(admin, "POST", "/ops/v1/keys/revoke", "{\"id\":\"" + fresh + "\"}");
    it.by(admin, "POST", "/ops/v1/keys", "{}");

    assertThat(it.store.actions)
        .extracting(action -> action.type() + " " + action.key().orElseThrow())
        .containsExactly("REVOKE_KEY " + fresh, "ROTATE_KEY " + fresh, "CREATE_KEY " + id);
    assertThat(it.store.actions)
        .allSatisfy(action ->
            assertThat(action.actor()).isEqualTo("key " + admin.substring(5, 17) + " (test)"));
    assertThat(TestApi.text(it.operator("GET", "/ops/v1/audit-log", "")))
        .contains("\"action\":\"REVOKE_KEY\"", "\"key\":\"" + fresh + "\"");
  }

  @Test
  void a_key_can_be_revoked_while_the_store_cannot_be_written() {
    it.store.broken = true;

    String body = "{\"id\":\"" + key.substring(5, 17) + "\"}";
    assertThat(it.operator("POST", "/ops/v1/keys/revoke", body).status()).isEqualTo(200);

    assertThat(withHeader("Bearer " + key).status()).isEqualTo(401);
    assertThat(it.incidents).hasSize(1);
  }

  @Test
  void without_support_of_keys_the_operations_are_501() {
    ApiParts parts = it.parts();
    var auditLog = new KeyAuditLog(parts.deadLetters(), parts.clock(), new Incidents(parts));
    var endpoint =
        new KeysEndpoint(KnownPipelines.all(parts), Optional.empty(), parts.clock(), auditLog);
    var request = new Request("GET", "/ops/v1/keys", "", Map.of(), new byte[0]);

    assertThat(endpoint.list(request, "").status()).isEqualTo(501);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void random_headers_are_never_admitted_and_never_an_error(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      var text = new StringBuilder("Bearer ").append(key);
      int at = 7 + random.nextInt(key.length());
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, (char) (text.charAt(at) ^ (1 << random.nextInt(7))));
        case 1 -> text.deleteCharAt(at);
        default -> text.insert(at, (char) random.nextInt(0x3000));
      }
      String header = text.toString();
      if (header.strip().equals("Bearer " + key)) continue;
      var request =
          new Request(
              "POST",
              "/parcels",
              "",
              Map.of("authorization", List.of(header)),
              "{}".getBytes(StandardCharsets.UTF_8));
      assertThat(it.api.answer(request).status()).as(header).isEqualTo(401);
    }
    assertThat(it.incidents).isEmpty();
  }

  @Test
  void a_created_key_is_shown_once_and_not_cached() {
    Response created =
        it.operator("POST", "/ops/v1/keys", "{\"name\":\"a\",\"scopes\":[\"read\"]}");
    String text = Json.read(TestApi.text(created)).path("key").asString();

    assertThat(created.headers()).containsEntry("Cache-Control", "no-store");
    assertThat(TestApi.text(it.operator("GET", "/ops/v1/keys", "")))
        .contains("\"name\":\"a\"")
        .doesNotContain(text.substring(18));
  }
}
