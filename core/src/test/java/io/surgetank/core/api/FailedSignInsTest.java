package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.access.AnonymousAccess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// Many requests with invalid credentials from one address.
class FailedSignInsTest {
  private static final String ADDRESS = "203.0.113.7";

  private final TestApi it = new TestApi(AnonymousAccess.REFUSED, TestPipelines.parcels());
  private final String key = it.key("\"submit\",\"read\"", "");

  private Response get(String address, String... headers) {
    return it.api.answer(
        TestApi.request("GET", "/parcels", new byte[0], headers).from(Client.at(address)));
  }

  private Response guess(String address) {
    return get(address, "Authorization: Bearer x");
  }

  private void exhaust() {
    for (int i = 0; i < 20; i++) assertThat(guess(ADDRESS).status()).isEqualTo(401);
  }

  @Test
  void after_some_failures_the_address_must_wait() {
    exhaust();

    Response limited = guess(ADDRESS);
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.headers())
        .containsEntry("Retry-After", "3")
        .doesNotContainKey("WWW-Authenticate");
    assertThat(TestApi.json(limited).path("type").asString())
        .isEqualTo("urn:surgetank:problem:sign-ins");
    it.nanos += Duration.ofSeconds(3).toNanos();
    assertThat(guess(ADDRESS).status()).isEqualTo(401);
    assertThat(guess(ADDRESS).status()).isEqualTo(429);
  }

  @Test
  void valid_credentials_of_the_same_address_are_not_limited() {
    exhaust();

    assertThat(guess(ADDRESS).status()).isEqualTo(429);
    assertThat(get(ADDRESS, "Authorization: Bearer " + key).status()).isEqualTo(200);
    assertThat(get(ADDRESS, "Authorization: Bearer " + TestApi.TOKEN).status()).isEqualTo(200);
  }

  @Test
  void other_addresses_are_not_limited() {
    exhaust();

    assertThat(guess("203.0.113.8").status()).isEqualTo(401);
  }

  @Test
  void requests_without_credentials_do_not_count() {
    for (int i = 0; i < 100; i++) assertThat(get(ADDRESS).status()).isEqualTo(401);
    exhaust();
    assertThat(get(ADDRESS).status()).isEqualTo(401);
  }

  @Test
  void requests_that_lack_a_scope_do_not_count() {
    for (int i = 0; i < 100; i++)
      assertThat(
              it.api
                  .answer(
                      TestApi.request(
                              "GET", "/ops/v1/keys", new byte[0], "Authorization: Bearer " + key)
                          .from(Client.at(ADDRESS)))
                  .status())
          .isEqualTo(403);
    exhaust();
  }

  @Test
  void clients_without_a_known_address_are_not_limited() {
    for (int i = 0; i < 100; i++) assertThat(guess("").status()).isEqualTo(401);
  }

  @Test
  void failures_within_the_limit_are_reported_with_their_address() {
    var reports = new ArrayList<String>();
    var api = new Api(it.parts(), (address, reason) -> reports.add(address + ": " + reason));
    for (int i = 0; i < 30; i++)
      api.answer(
          TestApi.request("GET", "/parcels", new byte[0], "Authorization: Bearer x" + i)
              .from(Client.at(ADDRESS)));
    api.answer(TestApi.request("GET", "/parcels", new byte[0]).from(Client.at(ADDRESS)));

    assertThat(reports)
        .hasSize(20)
        .containsOnly(ADDRESS + ": the token is not an API key; it may be truncated or mistyped");
  }

  @Test
  void an_attack_from_many_addresses_does_not_fill_the_log() {
    var reports = new ArrayList<String>();
    var api = new Api(it.parts(), (address, _) -> reports.add(address));
    for (int i = 0; i < 1_000; i++)
      api.answer(
          TestApi.request("GET", "/parcels", new byte[0], "Authorization: Bearer x")
              .from(Client.at("10.0.%d.%d".formatted(i / 250, i % 250))));

    assertThat(reports).hasSize(100);
  }

  @Test
  void the_audit_log_has_the_address_of_an_action() {
    it.api.answer(
        TestApi.request(
                "POST",
                "/ops/v1/keys/revoke",
                "{\"id\":\"%s\"}".formatted(key.substring(5, 17)).getBytes(StandardCharsets.UTF_8),
                "Authorization: Bearer " + TestApi.TOKEN)
            .from(Client.at(ADDRESS)));

    assertThat(it.store.actions.getFirst().actor()).isEqualTo("operator from " + ADDRESS);
  }

  /// The server checks a head twice only if it is valid.
  @Test
  void the_check_of_the_head_counts_once() {
    Request guess =
        TestApi.request("GET", "/parcels", new byte[0], "Authorization: Bearer x")
            .from(Client.at(ADDRESS));
    for (int i = 0; i < 20; i++)
      assertThat(((Precheck.Refused) it.api.precheck(guess)).response().status()).isEqualTo(401);

    assertThat(((Precheck.Refused) it.api.precheck(guess)).response().status()).isEqualTo(429);
  }
}
