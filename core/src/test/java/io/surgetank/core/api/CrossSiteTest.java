package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Cross-site requests of browsers, and the check of a request's head.
class CrossSiteTest {
  private static final String PLAIN = "Content-Type: text/plain";

  private final TestApi closed = new TestApi(TestPipelines.parcels());
  private final TestApi open = new TestApi(TestPipelines.open("https://shop.example"));

  private int post(String... headers) {
    return closed.post("/parcels", "{}", headers).status();
  }

  @Test
  void a_page_of_another_site_cannot_change_anything() {
    assertThat(post(PLAIN, "Sec-Fetch-Site: cross-site")).isEqualTo(403);
    assertThat(post(PLAIN, "Sec-Fetch-Site: same-site")).isEqualTo(403);
    assertThat(post(PLAIN, "Origin: https://evil.example", "Host: localhost:8080")).isEqualTo(403);
    assertThat(post(PLAIN, "Origin: null", "Host: localhost:8080")).isEqualTo(403);
    assertThat(post(PLAIN, "Origin: http://localhost:9", "Host: localhost:8080")).isEqualTo(403);
    assertThat(
            closed.send("DELETE", "/parcels/x", new byte[0], "Sec-Fetch-Site: cross-site").status())
        .isEqualTo(403);
    assertThat(TestApi.json(closed.get("/parcels")).path("jobs")).isEmpty();
  }

  @Test
  void same_origin_pages_and_other_clients_are_served() {
    assertThat(post()).isEqualTo(202);
    assertThat(post("Sec-Fetch-Site: none")).isEqualTo(202);
    assertThat(post("Origin: http://localhost:8080", "Host: LOCALHOST:8080")).isEqualTo(202);
    // A gateway may send any Host.
    assertThat(post("Origin: https://shop.example", "Host: backend", "Sec-Fetch-Site: same-origin"))
        .isEqualTo(202);
    assertThat(closed.get("/parcels", "Sec-Fetch-Site: cross-site").status()).isEqualTo(200);
  }

  @Test
  void an_allowed_origin_is_served() {
    String shop = "Origin: https://shop.example";

    assertThat(open.post("/open", "{}", shop, "Sec-Fetch-Site: cross-site").status())
        .isEqualTo(202);
    assertThat(open.post("/open", "{}", "Sec-Fetch-Site: cross-site").status()).isEqualTo(403);
  }

  private static Request head(String method, String path, String... origin) {
    Map<String, List<String>> headers =
        origin.length == 0 ? Map.of() : Map.of("origin", List.of(origin));
    return new Request(method, path, "", headers, new byte[0]);
  }

  @Test
  void the_head_is_checked_for_path_method_token_and_body_size() {
    assertThat(refused(open.api.precheck(head("POST", "/nothing")))).isEqualTo(404);
    assertThat(refused(open.api.precheck(head("POST", "/open/")))).isEqualTo(404);
    assertThat(refused(open.api.precheck(head("post", "/open")))).isEqualTo(405);
    assertThat(refused(open.api.precheck(head("POST", "/ops/v1/dead/redrive")))).isEqualTo(401);
    assertThat(open.api.precheck(head("POST", "/open")))
        .isEqualTo(new Precheck.Proceed(Submit.MAX_BATCH_BYTES));
    assertThat(open.api.precheck(head("GET", "/open"))).isEqualTo(new Precheck.Proceed(64 * 1024));
  }

  private static int refused(Precheck precheck) {
    return switch (precheck) {
      case Precheck.Refused(var response) -> response.status();
      case Precheck.Proceed _ -> 0;
    };
  }

  @Test
  void a_refusal_of_the_server_has_cors_headers_and_is_counted() {
    var tooLarge = new Response(413, Map.of(), new byte[0]);

    Response sent = open.api.refused(head("POST", "/open", "https://shop.example"), tooLarge);
    open.api.unreadable(400);

    assertThat(sent.headers()).containsEntry("Access-Control-Allow-Origin", "https://shop.example");
    assertThat(TestApi.text(open.get("/metrics")))
        .contains("surgetank_http_responses_total{class=\"4xx\"} 2\n")
        .contains("surgetank_http_responses_total{class=\"5xx\"} 0\n");
  }
}
