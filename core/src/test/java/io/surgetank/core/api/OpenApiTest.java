package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.State;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Validates real responses against the document.
class OpenApiTest {
  private final TestApi it =
      new TestApi(
          TestPipelines.parcels(),
          TestPipelines.named("named", "/parcels"),
          TestPipelines.books(),
          TestPipelines.limited(new Rate(1, Duration.ofDays(1), 1)));
  private final JsonNode document = TestApi.json(it.get("/openapi.json"));
  private final DescribedApi described = new DescribedApi(document);

  @Test
  void every_path_of_every_pipeline_is_described() {
    assertThat(document.path("openapi").stringValue()).startsWith("3.1.");
    assertThat(document.path("paths").propertyNames())
        .contains("/parcels", "/parcels/{id}", "/order", "/order/{id}", "/limited", "/metrics");
    assertThat(document.at("/components/schemas").propertyNames())
        .contains("payload-parcels", "payload-named", "payload-books", "reply-books");
  }

  @Test
  void responses_match_the_document() {
    described.check("post", "/parcels", it.post("/parcels", "{}"));
    described.check("post", "/parcels", it.post("/parcels", "{\"order_id\":7}"));
    described.check("post", "/parcels", it.post("/parcels", "[{},{}]"));
    described.check("post", "/parcels", it.post("/parcels", "[{},7]"));
    described.check("post", "/parcels", it.post("/parcels", "{\"order_id\":7,\"x\":1}"));
    described.check("post", "/parcels", it.post("/parcels", "{", "Accept: text/html"));
    described.check("post", "/parcels", it.post("/parcels", "{", "Content-Type: a/b"));
    described.check("post", "/order", it.post("/order", "{\"email\":1}"));
    described.check(
        "post",
        "/order",
        it.post("/order", "{\"email\":\"a@b.co\",\"items\":[{\"sku\":\"a\",\"qty\":1}]}"));
    it.post("/limited", "{}");
    described.check("post", "/limited", it.post("/limited", "{}"));
    var id = TestApi.id(it.post("/parcels", "{}"));
    described.check("get", "/parcels", it.get("/parcels?limit=1"));
    described.check("get", "/parcels", it.get("/parcels?limit=x"));
    described.check("get", "/parcels/{id}", it.get("/parcels/" + id));
    described.check("get", "/parcels/{id}", it.get("/parcels/x"));
    described.check("get", "/parcels/{id}", it.get("/parcels/" + id, "If-None-Match: *"));
    described.check("delete", "/parcels/{id}", it.send("DELETE", "/parcels/" + id, new byte[0]));
    it.store.setState(id, new State.Dead("no", Instant.EPOCH));
    described.check("delete", "/parcels/{id}", it.send("DELETE", "/parcels/" + id, new byte[0]));
    described.check("get", "/parcels/{id}", it.get("/parcels/" + id));
    for (String path :
        new String[] {"/", "/health/live", "/health/ready", "/openapi.json", "/metrics"})
      described.check("get", path, it.get(path));
    described.check("post", "/parcels", it.post("/parcels", "{}", "Sec-Fetch-Site: cross-site"));
    it.store.damaged = true;
    described.check("get", "/parcels/{id}", it.get("/parcels/" + id));
    it.store.broken = true;
    described.check("post", "/parcels", it.post("/parcels", "{}"));
  }

  @Test
  void batch_elements_are_described_in_both_formats() {
    String content = "/paths/~1parcels/post/requestBody/content/";
    JsonNode one = Json.read("[{\"order_id\": 7}, {}]");
    JsonNode wrong = Json.read("[{}, 7]");

    assertThat(described.violations(content + "application~1json/schema", one)).isEmpty();
    assertThat(described.violations(content + "application~1json/schema", wrong)).isNotEmpty();
    assertThat(described.violations(content + "application~1x-ndjson/schema", one)).isEmpty();
    assertThat(described.violations(content + "application~1x-ndjson/schema", wrong)).isNotEmpty();
  }

  @Test
  void exactly_the_served_operations_are_described() {
    var operators = new DescribedApi(TestApi.json(it.operator("GET", "/ops/v1/openapi.json", "")));
    var served = new TreeSet<String>();
    Routes routes = it.routes();
    routes.exact().forEach((path, resource) -> add(served, path, resource));
    routes.beneath().forEach((path, resource) -> add(served, path + "/{id}", resource));

    var all = new TreeSet<>(described.operations());
    all.addAll(operators.operations());
    assertThat(all).isEqualTo(served);
    assertThat(described.operations()).noneMatch(operation -> operation.contains("/ops/"));
    assertThat(operators.operations()).allMatch(operation -> operation.contains(" /ops/v1/"));
  }

  /// HEAD and OPTIONS are not described: they follow from the others.
  private static void add(Set<String> served, String path, Resource resource) {
    for (String method : resource.allow().split(", ", -1))
      if (!Set.of("HEAD", "OPTIONS").contains(method))
        served.add(method.toLowerCase(Locale.ROOT) + " " + path);
  }

  @Test
  void operators_responses_match_the_document() {
    var operators = new DescribedApi(TestApi.json(it.operator("GET", "/ops/v1/openapi.json", "")));
    var id = TestApi.id(it.post("/parcels", "{}"));
    it.store.setState(id, new State.Dead("no", Instant.EPOCH));
    var other = TestApi.id(it.post("/parcels", "{}"));
    operators.check("get", "/ops/v1/jobs", it.operator("GET", "/ops/v1/jobs?limit=1", ""));
    operators.check("get", "/ops/v1/jobs", it.operator("GET", "/ops/v1/jobs?limit=x", ""));
    operators.check("get", "/ops/v1/jobs", it.get("/ops/v1/jobs"));
    operators.check("get", "/ops/v1/jobs/{id}", it.operator("GET", "/ops/v1/jobs/" + id, ""));
    operators.check("get", "/ops/v1/jobs/{id}", it.operator("GET", "/ops/v1/jobs/x", ""));
    operators.check("delete", "/ops/v1/jobs/{id}", it.operator("DELETE", "/ops/v1/jobs/x", ""));
    operators.check(
        "delete", "/ops/v1/jobs/{id}", it.operator("DELETE", "/ops/v1/jobs/" + other, ""));
    operators.check("delete", "/ops/v1/jobs/{id}", it.operator("DELETE", "/ops/v1/jobs/" + id, ""));
    for (String body : List.of("{\"pipelines\":[\"parcels\"],\"preview\":true}", "{}"))
      operators.check(
          "post", "/ops/v1/jobs/cancel", it.operator("POST", "/ops/v1/jobs/cancel", body));
    var book = "{\"email\":\"a@b.co\",\"items\":[{\"sku\":\"a\",\"qty\":1}]}";
    it.post("/parcels", book);
    it.post("/parcels", "{}");
    String move = "{\"pipelines\":[\"parcels\"],\"to\":\"books\"}";
    for (String body : List.of(move, "{}"))
      operators.check("post", "/ops/v1/jobs/move", it.operator("POST", "/ops/v1/jobs/move", body));
    it.store.noMoves = Optional.of("not here");
    operators.check("post", "/ops/v1/jobs/move", it.operator("POST", "/ops/v1/jobs/move", move));
    var page = it.operator("GET", "/ops/v1/dead?limit=1", "");
    operators.check("get", "/ops/v1/dead", page);
    String next = TestApi.json(page).path("next").asString();
    operators.check("get", "/ops/v1/dead", it.operator("GET", "/ops/v1/dead?cursor=" + next, ""));
    operators.check("get", "/ops/v1/dead", it.operator("GET", "/ops/v1/dead", ""));
    operators.check("get", "/ops/v1/dead", it.operator("GET", "/ops/v1/dead?id=x", ""));
    for (String act : List.of("redrive", "purge"))
      for (String body : List.of("{\"all\":true,\"preview\":true}", "{\"all\":true}", "{}"))
        operators.check(
            "post", "/ops/v1/dead/" + act, it.operator("POST", "/ops/v1/dead/" + act, body));
    checkKeys(operators);
    for (String path : List.of("audit-log", "ledger", "verify", "version", "openapi.json"))
      operators.check("get", "/ops/v1/" + path, it.operator("GET", "/ops/v1/" + path, ""));
  }

  private void checkKeys(DescribedApi operators) {
    String create = "{\"name\":\"a\",\"scopes\":[\"read\"],\"expiresInSeconds\":60}";
    Response created = it.operator("POST", "/ops/v1/keys", create);
    operators.check("post", "/ops/v1/keys", created);
    operators.check("post", "/ops/v1/keys", it.operator("POST", "/ops/v1/keys", "{}"));
    operators.check("post", "/ops/v1/keys", it.post("/ops/v1/keys", create));
    String id = "{\"id\":\"" + TestApi.json(created).path("id").asString() + "\"}";
    for (String action : List.of("rotate", "revoke")) {
      String path = "/ops/v1/keys/" + action;
      operators.check("post", path, it.operator("POST", path, id));
      operators.check("post", path, it.operator("POST", path, "{\"id\":\"x\"}"));
      operators.check("post", path, it.operator("POST", path, "{\"id\":1}"));
    }
    operators.check("post", "/ops/v1/keys/revoke", it.operator("POST", "/ops/v1/keys/revoke", id));
    it.by(TestApi.json(created).path("key").asString(), "GET", "/metrics", "");
    operators.check("get", "/ops/v1/keys", it.operator("GET", "/ops/v1/keys", ""));
  }

  @Test
  void the_payloads_schema_refuses_what_the_pipeline_refuses() {
    var wrong = TestApi.json(it.get("/")); // any object without items

    assertThat(described.violations("/components/schemas/payload-books", wrong)).isNotEmpty();
  }
}
