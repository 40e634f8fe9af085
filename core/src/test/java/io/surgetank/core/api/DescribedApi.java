package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An OpenAPI document against which responses are validated.
record DescribedApi(JsonNode document) {

  /// Such as `get /path`.
  Set<String> operations() {
    var operations = new TreeSet<String>();
    document
        .path("paths")
        .forEachEntry((path, item) -> {
          for (String member : item.propertyNames())
            if (!member.equals("parameters")) operations.add(member + " " + path);
        });
    return operations;
  }

  void check(String method, String path, Response response) {
    String pointer =
        "/paths/" + path.replace("/", "~1") + "/" + method + "/responses/" + response.status();
    String place = followed(pointer);
    JsonNode described = document.at(place);
    assertThat(described.isMissingNode()).as(pointer).isFalse();
    for (String header : described.path("headers").propertyNames())
      if (Set.of("Retry-After", "WWW-Authenticate", "Accept-Post").contains(header))
        assertThat(response.headers()).as(pointer).containsKey(header);
    String type = response.headers().getOrDefault("Content-Type", "").split(";", -1)[0];
    if (response.body().length == 0) return;
    assertThat(described.path("content").has(type)).as(pointer + " " + type).isTrue();
    if (type.startsWith("application/"))
      assertThat(
              violations(
                  place + "/content/" + type.replace("/", "~1") + "/schema",
                  TestApi.json(response)))
          .as(pointer + " " + TestApi.text(response))
          .isEmpty();
  }

  /// The pointer of the response, after following a reference.
  private String followed(String pointer) {
    String reference = document.at(pointer).path("$ref").asString("");
    return reference.isEmpty() ? pointer : reference.substring(1);
  }

  /// The errors of the value against the schema at this pointer.
  List<Error> violations(String pointer, JsonNode value) {
    ObjectNode whole = ((ObjectNode) document).deepCopy().put("$ref", "#" + pointer);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(whole)
        .validate(value);
  }
}
