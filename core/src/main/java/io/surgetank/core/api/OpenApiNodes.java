package io.surgetank.core.api;

import io.surgetank.core.json.Json;
import io.surgetank.core.schema.SchemaComponents;
import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The nodes of an OpenAPI document.
final class OpenApiNodes {
  static final String JSON = "application/json";

  /// The component of the response for a problem with this status begins with this.
  private static final String PROBLEM = "problem-";

  private OpenApiNodes() {}

  /// A document without paths. Its server is relative until it is known under which URL a client
  /// reaches it.
  static ObjectNode document(String title, String description, String version) {
    ObjectNode document = Json.MAPPER.createObjectNode().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", title)
        .put("version", version)
        .put("description", description);
    document.putArray("servers").addObject().put("url", "/");
    return document;
  }

  /// The document for a client.
  static ObjectNode servedTo(Client client, ObjectNode document) {
    if (client.linkBase().isEmpty()) return document;
    ObjectNode served = document.deepCopy();
    served.putArray("servers").addObject().put("url", client.linkBase());
    return served;
  }

  static ObjectNode operation(ObjectNode path, String method, String id, String summary) {
    ObjectNode operation = path.putObject(method).put("operationId", id).put("summary", summary);
    responses(operation).set("default", problem("default"));
    return operation;
  }

  static ObjectNode response(ObjectNode operation, int status, String description) {
    return responses(operation).putObject(Integer.toString(status)).put("description", description);
  }

  static ObjectNode responses(ObjectNode operation) {
    return operation.withObjectProperty("responses");
  }

  /// The schema of the response's body, to be filled in.
  static ObjectNode schema(ObjectNode response, String mediaType) {
    return response.withObjectProperty("content").putObject(mediaType).putObject("schema");
  }

  static void json(ObjectNode response, String schema) {
    schema(response, JSON).setAll(reference(schema));
  }

  static ObjectNode reference(String schema) {
    return Json.MAPPER.createObjectNode().put("$ref", SchemaComponents.PREFIX + schema);
  }

  /// Adds problem responses with these statuses to the operation.
  static void problems(ObjectNode operation, int... statuses) {
    for (int status : statuses)
      responses(operation).set(Integer.toString(status), problem(Integer.toString(status)));
  }

  private static ObjectNode problem(String status) {
    return Json.MAPPER.createObjectNode().put("$ref", "#/components/responses/" + PROBLEM + status);
  }

  /// The components that [#problems(ObjectNode, int...)] refers to: a response for each problem
  /// status.
  static ObjectNode problemResponses() {
    ObjectNode all = Json.MAPPER.createObjectNode();
    for (Problem.Kind kind : Problem.Kind.values()) {
      String name = PROBLEM + kind.status;
      if (all.has(name)) continue;
      ObjectNode response = problemResponse(all, name, titles(kind.status));
      ObjectNode headers = response.putObject("headers");
      switch (kind.status) {
        case 401 -> header(headers, "WWW-Authenticate", "How to send the token (RFC 6750)");
        case 415 -> header(headers, "Accept-Post", "The media types that can be sent here");
        case 429, 503 ->
            header(headers, "Retry-After", "Seconds to wait before retrying").setAll(integer(1));
        default -> response.remove("headers");
      }
    }
    problemResponse(all, PROBLEM + "default", "Another problem, such as a malformed request");
    return all;
  }

  private static ObjectNode problemResponse(ObjectNode all, String name, String description) {
    ObjectNode response = all.putObject(name).put("description", description);
    schema(response, Problem.MEDIA_TYPE).setAll(reference("Problem"));
    return response;
  }

  /// Several kinds may share a status; their types distinguish them.
  private static String titles(int status) {
    return Arrays.stream(Problem.Kind.values())
        .filter(kind -> kind.status == status)
        .map(kind -> kind.title)
        .collect(Collectors.joining("; "));
  }

  /// Adds a header to a response and returns its schema, a string unless changed.
  static ObjectNode header(ObjectNode headers, String name, String description) {
    ObjectNode header = headers.putObject(name).put("description", description);
    return header.putObject("schema").put("type", "string");
  }

  static ObjectNode parameter(String in, String name, String description, JsonNode schema) {
    ObjectNode parameter =
        Json.MAPPER
            .createObjectNode()
            .put("name", name)
            .put("in", in)
            .put("required", in.equals("path"))
            .put("description", description);
    parameter.set("schema", schema);
    return parameter;
  }

  static ObjectNode text() {
    return Json.MAPPER.createObjectNode().put("type", "string");
  }

  static ObjectNode integer(int minimum) {
    return Json.MAPPER.createObjectNode().put("type", "integer").put("minimum", minimum);
  }

  /// An array of what `items` describes.
  static ObjectNode array(JsonNode items) {
    ObjectNode array = Json.MAPPER.createObjectNode().put("type", "array");
    array.set("items", items);
    return array;
  }

  /// A schema that accepts what one of several accepts; for a single choice, that one.
  static ObjectNode anyOf(ArrayNode choices) {
    if (choices.size() == 1 && choices.get(0) instanceof ObjectNode only) return only;
    ObjectNode any = Json.MAPPER.createObjectNode();
    any.set("anyOf", choices);
    return any;
  }
}
