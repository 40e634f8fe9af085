package io.surgetank.load.send;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Where a pipeline takes submissions, and what they must be: read from `/openapi.json`.
///
/// @param needsKey whether every submission must have an `Idempotency-Key`
public record Endpoint(String pipeline, String path, JsonNode schema, boolean needsKey) {
  private static final String PREFIX = "#/components/schemas/payload-";

  /// Every pipeline's door, in the order of the document.
  public static List<Endpoint> all(JsonNode openApi) {
    var doors = new ArrayList<Endpoint>();
    for (var path : openApi.path("paths").properties()) {
      JsonNode post = path.getValue().path("post");
      for (JsonNode choice : post.at("/requestBody/content/application~1json/schema/anyOf")) {
        String reference = choice.path("$ref").asString("");
        if (reference.startsWith(PREFIX))
          doors.add(door(openApi, path.getKey(), reference.substring(PREFIX.length()), post));
      }
    }
    return doors;
  }

  private static Endpoint door(JsonNode openApi, String path, String pipeline, JsonNode post) {
    boolean needsKey = false;
    for (JsonNode parameter : post.path("parameters"))
      if (parameter.path("name").asString("").equals("Idempotency-Key"))
        needsKey = parameter.path("required").asBoolean(false);
    return new Endpoint(pipeline, path, schema(openApi, "payload-" + pipeline), needsKey);
  }

  /// A component's schema with all components in it, so that its references lead to them.
  private static JsonNode schema(JsonNode openApi, String component) {
    JsonNode components = openApi.path("components");
    if (!(components.path("schemas").path(component) instanceof ObjectNode schema))
      return MissingNode.getInstance();
    ObjectNode whole = schema.deepCopy();
    whole.putObject("components").set("schemas", components.path("schemas"));
    return whole;
  }

  /// The one that is asked for by pipeline or by path, both of which may be empty; the first where
  /// neither is said.
  public static Optional<Endpoint> find(List<Endpoint> doors, String pipeline, String path) {
    return doors.stream()
        .filter(endpoint -> pipeline.isEmpty() || endpoint.pipeline().equals(pipeline))
        .filter(endpoint -> path.isEmpty() || endpoint.path().equals(path))
        .findFirst();
  }
}
