package io.surgetank.cli.main;

import static io.surgetank.testkit.token.SigningKey.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.command.CommandRuntime;
import io.surgetank.core.json.Json;
import io.surgetank.testkit.token.KeySetServer;
import io.surgetank.testkit.token.SigningKey;
import io.surgetank.testkit.token.TestIssuer;
import io.surgetank.testkit.wire.RawHttp;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// A server that accepts the tokens of an issuer, over HTTP.
@Timeout(120)
class JwtServerTest {
  private static final String ORDER =
      "{\"productId\": \"T\", \"quantity\": 1, \"customerEmail\": \"a@b.co\", \"unitPrice\": 1}";

  private static final SigningKey KEY = SigningKey.ec("first");

  @TempDir private Path folder = Path.of("");
  private final KeySetServer issuer = KeySetServer.start();
  private EmbeddedServer server;

  @BeforeEach
  void startServer() throws Exception {
    issuer.serve(TestIssuer.keySet(KEY));
    server = start(issuer.url().toString());
    untilKeysAreRead(server);
  }

  private EmbeddedServer start(String jwks) throws Exception {
    Path configured = Files.createTempDirectory(folder, "server");
    return EmbeddedServer.with(configured.resolve("data"), JwtConfiguration.in(configured, jwks));
  }

  /// They are read in the background.
  private static void untilKeysAreRead(EmbeddedServer server) throws Exception {
    while (server.get("/", authorization(claims("jobs:read"))).statusCode() == 503)
      Thread.onSpinWait();
  }

  @AfterEach
  void stop() {
    server.close();
    issuer.close();
  }

  private static ObjectNode claims(String scope) {
    return TestIssuer.claims(Instant.now()).put("scope", scope).put("pipelines", "*");
  }

  private static String[] authorization(ObjectNode claims) {
    return new String[] {"Authorization", "Bearer " + KEY.token(claims)};
  }

  private HttpResponse<String> submitted(ObjectNode claims) throws Exception {
    return server.post("/orders", ORDER, authorization(claims));
  }

  @Test
  void requests_need_a_token_or_a_key_even_on_loopback() throws Exception {
    assertThat(server.greeting().access()).isEqualTo(CommandRuntime.Access.NEEDS_KEY_OR_JWT);
    var anonymous = server.post("/orders", ORDER);
    assertThat(anonymous.statusCode()).isEqualTo(401);
    assertThat(anonymous.body()).contains("an API key, a JSON Web Token or the operator token");
    assertThat(server.get("/health/live").statusCode()).isEqualTo(200);

    assertThat(submitted(claims("jobs:submit")).statusCode()).isEqualTo(202);
    String operator = "Bearer " + server.token();
    assertThat(server.post("/orders", ORDER, "Authorization", operator).statusCode())
        .isEqualTo(202);
  }

  @Test
  void the_scopes_of_a_token_are_those_of_its_claim() throws Exception {
    var refused = submitted(claims("jobs:read openid"));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer realm=\"surgetank\", error=\"insufficient_scope\", scope=\"submit\"");
    assertThat(server.get("/orders", authorization(claims("jobs:read"))).statusCode())
        .isEqualTo(200);
    assertThat(server.get("/ops/v1/keys", authorization(claims("sre"))).statusCode())
        .isEqualTo(403);
    assertThat(server.get("/ops/v1/keys", authorization(claims("jobs:admin"))).statusCode())
        .isEqualTo(200);
  }

  @Test
  void a_token_is_bound_to_the_pipelines_of_its_claim() throws Exception {
    ObjectNode bound = claims("jobs:submit jobs:admin").put("pipelines", "orders");

    assertThat(submitted(bound).statusCode()).isEqualTo(202);
    String elsewhere =
        server.greeting().routes().stream()
            .filter(route -> !route.path().equals("/orders"))
            .findFirst()
            .orElseThrow()
            .path();
    var refused = server.post(elsewhere, "{}", authorization(bound));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("is bound to [orders]");
    // It could create a key that is not bound.
    assertThat(server.get("/ops/v1/keys", authorization(bound)).statusCode()).isEqualTo(403);
  }

  @Test
  void the_audit_log_names_the_subject_and_the_issuer() throws Exception {
    var purged =
        server.post(
            "/ops/v1/dead/purge",
            "{\"all\": true}",
            "Authorization",
            "Bearer " + KEY.token(claims("jobs:operate").put("sub", "auth0|5f7c")),
            "Surgetank-Actor",
            "mallory");
    assertThat(purged.statusCode()).as(purged.body()).isEqualTo(200);

    String auditLog = server.operate("audit-log").toString();
    assertThat(auditLog)
        .contains("jwt auth0|5f7c (https://issuer.example/)")
        .doesNotContain("mallory");
    server.stop();
    assertThat(server.log()).contains("jwks_loaded").doesNotContain("eyJ");
  }

  @Test
  void a_refused_token_says_why_and_is_an_invalid_token() throws Exception {
    var refused = submitted(claims("jobs:submit").put("aud", "https://other.example"));

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer realm=\"surgetank\", error=\"invalid_token\"");
    assertThat(Json.read(refused.body()).path("detail").asString())
        .startsWith("the JSON Web Token is refused: ");
  }

  @Test
  void an_unsigned_token_and_one_by_another_key_are_refused() throws Exception {
    String claims = claims("jobs:admin").toString();
    String unsigned = encoded("{\"alg\":\"none\"}") + "." + encoded(claims) + ".";
    String other = SigningKey.ec("first").token(claims("jobs:admin"));
    for (String token : new String[] {unsigned, other, KEY.token(claims("x")) + "x"})
      assertThat(server.post("/orders", ORDER, "Authorization", "Bearer " + token).statusCode())
          .isEqualTo(401);
  }

  @Test
  void two_headers_and_a_huge_token_are_refused() throws Exception {
    String token = KEY.token(claims("jobs:read"));
    String request = "GET /orders HTTP/1.1\r\nHost: localhost\r\n%sConnection: close\r\n\r\n";
    String header = "Authorization: Bearer " + token + "\r\n";

    assertThat(RawHttp.say(server.port(), request.formatted(header))).startsWith("HTTP/1.1 200 ");
    assertThat(RawHttp.say(server.port(), request.formatted(header + header)))
        .startsWith("HTTP/1.1 401 ");
    for (int length : new int[] {20_000, 1 << 20}) {
      String huge = "Authorization: Bearer " + token + "a".repeat(length) + "\r\n";
      assertThat(RawHttp.say(server.port(), request.formatted(huge)))
          .containsPattern("^HTTP/1.1 (401|431) ");
    }
    assertThat(server.get("/orders", authorization(claims("jobs:read"))).statusCode())
        .isEqualTo(200);
  }

  /// The issuer is asked once, not for each of them.
  @Test
  void keys_and_urls_in_a_token_cause_no_request() throws Exception {
    var stranger = SigningKey.ec("stranger");
    try (var attacker = KeySetServer.start()) {
      attacker.serve(TestIssuer.keySet(stranger));
      int requests = issuer.requests();
      for (String member : new String[] {"jku", "x5u"}) {
        String header = stranger.header().put(member, attacker.url().toString()).toString();
        String token = stranger.token(header, claims("jobs:admin").toString());

        assertThat(server.get("/ops/v1/keys", "Authorization", "Bearer " + token).statusCode())
            .isEqualTo(401);
      }
      assertThat(attacker.requests()).isZero();
      assertThat(issuer.requests()).isEqualTo(requests);
    }
  }

  @Test
  void while_the_issuer_cannot_be_reached_keys_are_accepted_and_tokens_get_503() throws Exception {
    issuer.close();
    try (var alone = start(issuer.url().toString())) {
      while (!alone.get("/health/ready").body().contains("JSON Web Tokens cannot be verified"))
        Thread.onSpinWait();

      var refused = alone.post("/orders", ORDER, authorization(claims("jobs:submit")));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("30");
      String operator = "Bearer " + alone.token();
      assertThat(alone.post("/orders", ORDER, "Authorization", operator).statusCode())
          .isEqualTo(202);
      assertThat(alone.get("/health/ready").statusCode()).isEqualTo(200);
      alone.stop();
      assertThat(alone.log()).contains("jwks_failed", "connection refused");
    }
  }

  @Test
  void a_key_set_in_a_file_is_enough() throws Exception {
    Files.writeString(folder.resolve("keys.json"), TestIssuer.keySet(KEY));
    try (var alone = start(folder.resolve("keys.json").toString())) {
      untilKeysAreRead(alone);

      assertThat(alone.get("/orders", authorization(claims("jobs:read"))).statusCode())
          .isEqualTo(200);
      assertThat(alone.get("/metrics", "Authorization", "Bearer " + alone.token()).body())
          .containsPattern("\nsurgetank_jwks_read_timestamp_seconds [0-9]{10}\n");
    }
  }

  /// Its keys sign tokens for any principal.
  @Test
  void a_start_warns_of_a_key_set_that_other_users_can_replace() throws Exception {
    Path keys = Files.writeString(folder.resolve("keys.json"), TestIssuer.keySet(KEY));
    for (String permissions : List.of("rw-r--r--", "rw-r--rw-")) {
      Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString(permissions));
      EmbeddedServer alone = start(keys.toString());
      alone.close();

      assertThat(alone.log().contains("file_permissions"))
          .as(permissions)
          .isEqualTo(permissions.endsWith("w-"));
    }
  }
}
