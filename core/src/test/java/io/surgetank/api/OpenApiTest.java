package io.surgetank.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.surgetank.job.State;
import io.surgetank.pipeline.Rate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Holds real replies against what the document says of them.
class OpenApiTest {
  private final TestApi it =
      new TestApi(
          TestPipelines.things(),
          TestPipelines.named("named", "/things"),
          TestPipelines.books(),
          TestPipelines.limited(new Rate(1, Duration.ofDays(1), 1)));
  private final JsonNode document = TestApi.json(it.get("/openapi.json"));

  @Test
  void every_path_of_every_pipeline_is_described() {
    assertThat(document.path("openapi").stringValue()).startsWith("3.1.");
    assertThat(document.path("paths").propertyNames())
        .contains("/things", "/things/{id}", "/order", "/order/{id}", "/limited", "/metrics");
    assertThat(document.at("/components/schemas").propertyNames())
        .contains("payload-things", "payload-named", "payload-books", "reply-books");
  }

  @Test
  void what_is_answered_is_as_described() {
    check("post", "/things", it.post("/things", "{}"));
    check("post", "/things", it.post("/things", "{\"order_id\":7}"));
    check("post", "/things", it.post("/things", "[{},{}]"));
    check("post", "/things", it.post("/things", "[{},7]"));
    check("post", "/things", it.post("/things", "{\"order_id\":7,\"x\":1}"));
    check("post", "/things", it.post("/things", "{", "Accept: text/html"));
    check("post", "/things", it.post("/things", "{", "Content-Type: a/b"));
    check("post", "/order", it.post("/order", "{\"email\":1}"));
    check(
        "post",
        "/order",
        it.post("/order", "{\"email\":\"a@b.co\",\"items\":[{\"sku\":\"a\",\"qty\":1}]}"));
    it.post("/limited", "{}");
    check("post", "/limited", it.post("/limited", "{}"));
    var id = TestApi.id(it.post("/things", "{}"));
    check("get", "/things", it.get("/things?limit=1"));
    check("get", "/things", it.get("/things?limit=x"));
    check("get", "/things/{id}", it.get("/things/" + id));
    check("get", "/things/{id}", it.get("/things/x"));
    check("get", "/things/{id}", it.get("/things/" + id, "If-None-Match: *"));
    check("delete", "/things/{id}", it.send("DELETE", "/things/" + id, new byte[0]));
    it.store.stand(id, new State.Dead("no", Instant.EPOCH));
    check("delete", "/things/{id}", it.send("DELETE", "/things/" + id, new byte[0]));
    check("get", "/things/{id}", it.get("/things/" + id));
    for (String path :
        new String[] {"/", "/health/live", "/health/ready", "/openapi.json", "/metrics"})
      check("get", path, it.get(path));
    it.store.broken = true;
    check("post", "/things", it.post("/things", "{}"));
  }

  @Test
  void the_payloads_schema_refuses_what_the_pipeline_refuses() {
    var wrong = TestApi.json(it.get("/")); // any object without items

    assertThat(faults("/components/schemas/payload-books", wrong)).isNotEmpty();
  }

  private void check(String method, String path, Response response) {
    String pointer =
        "/paths/" + path.replace("/", "~1") + "/" + method + "/responses/" + response.status();
    JsonNode described = document.at(pointer);
    assertThat(described.isMissingNode()).as(pointer).isFalse();
    String type = response.headers().getOrDefault("Content-Type", "").split(";", -1)[0];
    if (response.body().length == 0) return;
    assertThat(described.path("content").has(type)).as(pointer + " " + type).isTrue();
    if (type.startsWith("application/"))
      assertThat(
              faults(
                  pointer + "/content/" + type.replace("/", "~1") + "/schema",
                  TestApi.json(response)))
          .as(pointer + " " + TestApi.text(response))
          .isEmpty();
    for (String header : described.path("headers").propertyNames())
      if (header.equals("Retry-After")) assertThat(response.headers()).containsKey(header);
  }

  private java.util.List<com.networknt.schema.Error> faults(String pointer, JsonNode value) {
    ObjectNode whole = ((ObjectNode) document).deepCopy().put("$ref", "#" + pointer);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(whole)
        .validate(value);
  }
}
