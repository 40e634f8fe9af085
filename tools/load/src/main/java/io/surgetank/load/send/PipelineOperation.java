package io.surgetank.load.send;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// The path and payload schema of a pipeline, from `/openapi.json`.
///
/// @param needsKey whether every submission must have an `Idempotency-Key`
public record PipelineOperation(String pipeline, String path, JsonNode schema, boolean needsKey) {
  private static final String PREFIX = "#/components/schemas/payload-";

  /// All pipelines, in the order of the document.
  public static List<PipelineOperation> all(JsonNode openApi) {
    var endpoints = new ArrayList<PipelineOperation>();
    for (var path : openApi.path("paths").properties()) {
      JsonNode post = path.getValue().path("post");
      for (JsonNode choice : post.at("/requestBody/content/application~1json/schema/anyOf")) {
        String reference = choice.path("$ref").asString("");
        if (reference.startsWith(PREFIX))
          endpoints.add(
              endpoint(openApi, path.getKey(), reference.substring(PREFIX.length()), post));
      }
    }
    return endpoints;
  }

  private static PipelineOperation endpoint(
      JsonNode openApi, String path, String pipeline, JsonNode post) {
    boolean needsKey = false;
    for (JsonNode parameter : post.path("parameters"))
      if (parameter.path("name").asString("").equals("Idempotency-Key"))
        needsKey = parameter.path("required").asBoolean(false);
    return new PipelineOperation(pipeline, path, schema(openApi, "payload-" + pipeline), needsKey);
  }

  /// A component's schema with all components, so that its references resolve.
  private static JsonNode schema(JsonNode openApi, String component) {
    JsonNode components = openApi.path("components");
    if (!(components.path("schemas").path(component) instanceof ObjectNode schema))
      return MissingNode.getInstance();
    ObjectNode whole = schema.deepCopy();
    whole.putObject("components").set("schemas", components.path("schemas"));
    return whole;
  }

  /// The first that matches pipeline and path; empty matches all.
  public static Optional<PipelineOperation> find(
      List<PipelineOperation> endpoints, String pipeline, String path) {
    return endpoints.stream()
        .filter(pipelineOperation ->
            pipeline.isEmpty() || pipelineOperation.pipeline().equals(pipeline))
        .filter(pipelineOperation -> path.isEmpty() || pipelineOperation.path().equals(path))
        .findFirst();
  }
}
