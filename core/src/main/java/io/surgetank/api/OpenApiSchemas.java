package io.surgetank.api;

import io.surgetank.job.FinishedAttempt;
import io.surgetank.job.Status;
import io.surgetank.json.Json;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.pipeline.Template;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The schemas of `/openapi.json`: the pipelines' own, their replies, and what all share.
final class OpenApiSchemas {
  private static final String SHARED =
      """
      {"Problem": {"type": "object", "required": ["type", "title", "status", "detail"],
         "properties": {"type": {"type": "string"}, "title": {"type": "string"},
           "status": {"type": "integer"}, "detail": {"type": "string"}, "instance": {"type": "string"},
           "errors": {"type": "array", "items": {"type": "object", "required": ["pointer", "detail"],
             "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}}}}}},
       "Results": {"type": "object", "required": ["results", "accepted", "replayed", "rejected"],
         "properties": {"accepted": {"type": "integer"}, "replayed": {"type": "integer"},
           "rejected": {"type": "integer"},
           "results": {"type": "array", "items": {"type": "object", "required": ["index", "status"],
             "properties": {"index": {"type": "integer"}, "status": {"type": "integer"},
               "id": {"type": "string"}, "location": {"type": "string"}, "reply": {"type": "object"},
               "replayed": {"type": "boolean"},
               "problem": {"$ref": "#/components/schemas/Problem"}}}}}},
       "Page": {"type": "object", "required": ["jobs"], "additionalProperties": false,
         "properties": {"next": {"type": "string"},
           "jobs": {"type": "array", "items": {"$ref": "#/components/schemas/Summary"}}}},
       "Summary": {"type": "object",
         "required": ["id", "pipeline", "status", "acceptedAt", "attemptsMade", "redrives", "traceId",
           "href"],
         "properties": {"id": {"type": "string", "format": "uuid"}, "pipeline": {"type": "string"},
           "status": {"enum": []}, "acceptedAt": {"type": "string", "format": "date-time"},
           "startedAt": {"type": "string", "format": "date-time"},
           "nextAttemptAt": {"type": "string", "format": "date-time"},
           "endedAt": {"type": "string", "format": "date-time"}, "failure": {"type": "string"},
           "attemptsMade": {"type": "integer"}, "redrives": {"type": "integer"},
           "traceId": {"type": "string"}, "href": {"type": "string"}}},
       "Job": {"allOf": [{"$ref": "#/components/schemas/Summary"}], "required": ["payload", "attempts"],
         "properties": {"payload": {"type": "object"}, "result": {},
           "attemptsLeftOut": {"type": "integer"},
           "attempts": {"type": "array", "items": {"$ref": "#/components/schemas/Attempt"}}}},
       "Attempt": {"type": "object", "required": ["round", "number", "startedAt"],
         "properties": {"round": {"type": "integer"}, "number": {"type": "integer"},
           "startedAt": {"type": "string", "format": "date-time"},
           "endedAt": {"type": "string", "format": "date-time"},
           "outcome": {"enum": []}, "failure": {"type": "string"},
           "stackTrace": {"type": "array", "items": {"type": "string"}}}}}
      """;

  private OpenApiSchemas() {}

  static ObjectNode of(Pipelines pipelines) {
    ObjectNode schemas = Json.MAPPER.createObjectNode();
    for (Pipeline pipeline : pipelines.all()) {
      schemas.set(payload(pipeline), own(pipeline));
      schemas.set(reply(pipeline), members(pipeline.intake().reply()));
    }
    Json.read(SHARED)
        .properties()
        .forEach(schema -> schemas.set(schema.getKey(), schema.getValue()));
    var statuses = schemas.withObject("/Summary/properties/status").putArray("enum");
    for (Status status : Status.values()) statuses.add(status.name());
    var outcomes = schemas.withObject("/Attempt/properties/outcome").putArray("enum");
    for (FinishedAttempt.End end : FinishedAttempt.End.values()) outcomes.add(end.name());
    return schemas;
  }

  /// The name of a pipeline's schema here.
  static String payload(Pipeline pipeline) {
    return "payload-" + pipeline.name();
  }

  /// The name of the schema of a pipeline's reply.
  static String reply(Pipeline pipeline) {
    return "reply-" + pipeline.name();
  }

  static ObjectNode reference(String schema) {
    return Json.MAPPER.createObjectNode().put("$ref", "#/components/schemas/" + schema);
  }

  /// One of the pipelines' schemas; where there is one pipeline, its own.
  static ObjectNode oneOf(List<Pipeline> sharing, Function<Pipeline, String> name) {
    if (sharing.size() == 1) return reference(name.apply(sharing.getFirst()));
    ObjectNode any = Json.MAPPER.createObjectNode();
    var choices = any.putArray("anyOf");
    sharing.forEach(pipeline -> choices.add(reference(name.apply(pipeline))));
    return any;
  }

  /// The pipeline's schema with a name of its own, so that its references stay inside it.
  private static JsonNode own(Pipeline pipeline) {
    JsonNode schema = Json.read(pipeline.intake().schema().json());
    if (schema instanceof ObjectNode object && !object.has("$id"))
      object.put("$id", "urn:surgetank:pipeline:" + pipeline.name());
    return schema;
  }

  private static ObjectNode members(Template template) {
    ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    var required = schema.putArray("required");
    template
        .members()
        .forEach((name, node) -> {
          properties.set(name, part(node));
          // A member of the payload may be missing, and is left out of the reply then.
          if (!(node instanceof Template.Node.Text(var text)) || !text.startsWith("{payload."))
            required.add(name);
        });
    return schema;
  }

  private static ObjectNode part(Template.Node node) {
    ObjectNode schema = Json.MAPPER.createObjectNode();
    return switch (node) {
      case Template.Node.Text(var text) when text.startsWith("{payload.") -> schema;
      case Template.Node.Text(var text)
          when text.startsWith("{count.") || text.equals("{acceptedAt.epoch}") ->
          schema.put("type", "integer");
      case Template.Node.Text(_) -> schema.put("type", "string");
      case Template.Node.Literal(var json) -> schema.set("const", Json.read(json));
      case Template.Node.Members(var inner) -> members(inner);
      case Template.Node.Items(_) -> schema.put("type", "array");
    };
  }
}
