package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Links in responses to clients that reach the server under another URL.
class ClientLinksTest {
  private static final String BASE = "https://example.com/queue";
  private static final Client CLIENT = new Client("203.0.113.7", BASE);

  private final TestApi it =
      new TestApi(TestPipelines.parcels(), TestPipelines.named("named", "/named"));

  private Response send(String method, String target, String body, String... headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return it.api.answer(TestApi.request(method, target, bytes, headers).from(CLIENT));
  }

  private JsonNode get(String target, String... headers) {
    return TestApi.json(send("GET", target, "", headers));
  }

  private JsonNode operator(String method, String target) {
    return TestApi.json(send(method, target, "", "Authorization: Bearer " + TestApi.TOKEN));
  }

  @Test
  void the_location_of_a_job_begins_with_the_url() {
    Response accepted = send("POST", "/parcels", "{}");

    String id = TestApi.id(accepted).toString();
    assertThat(accepted.headers()).containsEntry("Location", BASE + "/parcels/" + id);
    assertThat(it.post("/parcels", "{}").headers().get("Location")).startsWith("/parcels/");
  }

  @Test
  void so_does_that_of_an_asynchronous_response() {
    Request request =
        TestApi.request("POST", "/parcels", "{}".getBytes(StandardCharsets.UTF_8)).from(CLIENT);
    Executor direct = Runnable::run;

    var begun = it.api.answerAsync(request, direct);

    begun.ifPresent(response ->
        assertThat(response.join().headers().get("Location")).startsWith(BASE + "/parcels/"));
  }

  @Test
  void a_replay_has_the_location_under_the_url_of_its_client() {
    String path = it.post("/parcels", "{}", "Idempotency-Key: a").headers().get("Location");

    assertThat(send("POST", "/parcels", "{}", "Idempotency-Key: a").headers())
        .containsEntry("Location", BASE + path)
        .containsEntry("Idempotency-Replayed", "true");
  }

  @Test
  void each_result_of_a_batch_has_a_location() {
    JsonNode results = TestApi.json(send("POST", "/parcels", "[{},{}]")).path("results");

    assertThat(results.findValuesAsString("location"))
        .hasSize(2)
        .allMatch(location -> location.startsWith(BASE + "/parcels/"));
  }

  @Test
  void jobs_and_pages_have_links() {
    String id = TestApi.id(it.post("/parcels", "{}")).toString();
    it.post("/parcels", "{}");
    String href = BASE + "/parcels/" + id;

    assertThat(get("/parcels/" + id).path("href").asString()).isEqualTo(href);
    assertThat(get("/parcels").path("jobs").get(1).path("href").asString()).isEqualTo(href);
    Response page = send("GET", "/parcels?limit=1", "");
    String next = TestApi.json(page).path("next").asString();
    assertThat(next).startsWith(BASE + "/parcels?limit=1&cursor=");
    assertThat(page.headers()).containsEntry("Link", "<" + next + ">; rel=\"next\"");
    assertThat(TestApi.json(send("DELETE", "/parcels/" + id, "")).path("href").asString())
        .isEqualTo(href);
  }

  @Test
  void so_have_those_of_operators() {
    String id = TestApi.id(it.post("/parcels", "{}")).toString();
    String href = BASE + "/parcels/" + id;

    assertThat(operator("GET", "/ops/v1/jobs").path("jobs").get(0).path("href").asString())
        .isEqualTo(href);
    assertThat(operator("GET", "/ops/v1/jobs/" + id).path("href").asString()).isEqualTo(href);
    assertThat(operator("DELETE", "/ops/v1/jobs/" + id).path("href").asString()).isEqualTo(href);
  }

  @Test
  void the_documents_have_the_url_as_their_server() {
    for (JsonNode document : List.of(get("/openapi.json"), operator("GET", "/ops/v1/openapi.json")))
      assertThat(document.at("/servers/0/url").asString()).isEqualTo(BASE);
    assertThat(TestApi.json(it.get("/openapi.json")).at("/servers/0/url").asString())
        .isEqualTo("/");
  }

  @Test
  void the_index_links_to_them() {
    for (int i = 0; i < 2; i++) {
      JsonNode index = get("/");
      assertThat(index.at("/pipelines/0/href").asString()).isEqualTo(BASE + "/parcels");
      assertThat(index.at("/links").valueStream().map(JsonNode::asString))
          .allMatch(link -> link.startsWith(BASE + "/"));
    }
    assertThat(TestApi.json(it.get("/")).at("/links/openapi").asString())
        .isEqualTo("/openapi.json");
  }

  /// No other member of a response is a path of the server.
  @Test
  void no_response_has_a_link_without_the_url() {
    String id = TestApi.id(it.post("/parcels", "{}")).toString();
    it.post("/parcels", "{}");
    for (String target :
        List.of("/", "/parcels?limit=1", "/parcels/" + id, "/health/ready", "/parcels/x", "/none"))
      assertThat(TestApi.text(send("GET", target, "")).split("\""))
          .as(target)
          .noneMatch(text -> text.startsWith("/") && text.length() > 1);
    for (String target : List.of("jobs", "dead", "audit-log", "ledger", "verify", "keys"))
      assertThat(operator("GET", "/ops/v1/" + target).toString().split("\""))
          .as(target)
          .noneMatch(text -> text.startsWith("/") && text.length() > 1);
  }

  @Test
  void pages_of_the_url_may_change_jobs() {
    String plain = "Content-Type: text/plain";

    for (String origin : List.of("https://example.com"))
      assertThat(send("POST", "/parcels", "{}", plain, "Origin: " + origin, "Host: x").status())
          .isEqualTo(202);
    for (String origin : List.of("https://example.co", "http://example.com", "null", ""))
      assertThat(send("POST", "/parcels", "{}", plain, "Origin: " + origin, "Host: x").status())
          .as(origin)
          .isEqualTo(403);
  }
}
