package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutingTest {
  private final TestApi it = new TestApi(TestPipelines.parcels());

  @Test
  void a_web_page_of_an_allowed_origin_may_read_responses() {
    var open = new TestApi(TestPipelines.open("https://shop.example"));
    String shop = "Origin: https://shop.example";

    Response preflight =
        open.send("OPTIONS", "/open", new byte[0], shop, "Access-Control-Request-Method: POST");
    Response accepted = open.post("/open", "{}", shop);
    Response stranger = open.post("/open", "{}", "Origin: https://other.example");
    open.store.broken = true;
    Response broken = open.post("/open", "{}", shop);
    open.store.damaged = true;
    String stored = accepted.headers().get("Location");
    Response damaged = open.send("GET", stored, new byte[0], shop);

    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.headers())
        .containsEntry("Access-Control-Allow-Origin", "https://shop.example")
        .containsEntry("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS, POST");
    assertThat(preflight.headers().get("Access-Control-Allow-Headers")).contains("Idempotency-Key");
    assertThat(accepted.headers())
        .containsEntry("Access-Control-Allow-Origin", "https://shop.example")
        .containsEntry("Vary", "Origin");
    assertThat(accepted.headers().get("Access-Control-Expose-Headers")).contains("Location");
    assertThat(stranger.headers())
        .doesNotContainKey("Access-Control-Allow-Origin")
        .containsEntry("Vary", "Origin");
    assertThat(broken.headers()).containsKey("Access-Control-Allow-Origin");
    assertThat(damaged.status()).isEqualTo(500);
    assertThat(damaged.headers()).containsKey("Access-Control-Allow-Origin");
    assertThat(it.post("/parcels", "{}", shop).headers()).doesNotContainKey("Vary");
  }

  @Test
  void unknown_paths_are_404_and_wrong_methods_405_with_allow() {
    assertThat(it.post("/nothing", "{}").status()).isEqualTo(404);
    assertThat(it.get("/parcels/").status()).isEqualTo(404);
    Response put = it.send("PUT", "/parcels", "{}".getBytes(StandardCharsets.UTF_8));
    assertThat(put.status()).isEqualTo(405);
    assertThat(put.headers()).containsEntry("Allow", "GET, HEAD, OPTIONS, POST");
    assertThat(it.send("POST", "/parcels/x", new byte[0]).headers())
        .containsEntry("Allow", "DELETE, GET, HEAD, OPTIONS");
    assertThat(it.send("OPTIONS", "/parcels", new byte[0]).status()).isEqualTo(204);
  }

  @Test
  void an_unexpected_exception_while_the_route_is_found_is_a_500_and_an_incident() {
    Map<String, List<String>> unreadable =
        new AbstractMap<>() {
          @Override
          public Set<Entry<String, List<String>>> entrySet() {
            throw new IllegalStateException("no headers");
          }
        };
    var request = new Request("GET", "/ops/v1/jobs", "", unreadable, new byte[0]);

    Response response = it.api.answer(request);

    assertThat(response.status()).isEqualTo(500);
    assertThat(TestApi.json(response).path("instance").stringValue()).startsWith("urn:uuid:");
    assertThat(it.incidents).singleElement().isInstanceOf(IllegalStateException.class);
    assertThat(it.api.precheck(request))
        .isInstanceOfSatisfying(
            Precheck.Refused.class,
            refused -> assertThat(refused.response().status()).isEqualTo(500));
  }
}
