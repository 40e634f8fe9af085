package io.surgetank.core.api;

import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.Status;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.schema.SchemaComponents;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The schemas of `/openapi.json`: those of the pipelines, their replies, and the shared ones.
final class OpenApiSchemas {
  private static final String SHARED =
      """
      {"Problem": {"type": "object", "required": ["type", "title", "status", "detail"],
         "description": "Why the request failed (RFC 9457)",
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
         "properties": {"id": {"type": "string", "format": "uuid"}, "pipeline": {"type": "string"}, "owner": {"type": "string"},
           "status": {"$ref": "#/components/schemas/Status"}, "acceptedAt": {"type": "string", "format": "date-time"},
           "startedAt": {"type": "string", "format": "date-time"},
           "nextAttemptAt": {"type": "string", "format": "date-time"},
           "endedAt": {"type": "string", "format": "date-time"}, "failure": {"type": "string"},
           "attemptsMade": {"type": "integer"}, "redrives": {"type": "integer"},
           "traceId": {"type": "string"}, "href": {"type": "string"}}},
       "Status": {"type": "string", "enum": []},
       "Health": {"type": "object", "required": ["status"],
         "properties": {"status": {"type": "string",
           "enum": ["live", "ready", "degraded", "not ready", "broken"]}, "why": {"type": "string"}}},
       "Job": {"allOf": [{"$ref": "#/components/schemas/Summary"}], "required": ["payload", "attempts"],
         "properties": {"payload": {"type": "object", "description": "Values that the schema marks with x-secret are \\"***\\"."}, "result": {},
           "omittedAttempts": {"type": "integer"},
           "attempts": {"type": "array", "items": {"$ref": "#/components/schemas/Attempt"}}}},
       "Attempt": {"type": "object", "required": ["round", "number", "startedAt"],
         "properties": {"round": {"type": "integer"}, "number": {"type": "integer"},
           "startedAt": {"type": "string", "format": "date-time"},
           "endedAt": {"type": "string", "format": "date-time"},
           "outcome": {"type": "string", "enum": []}, "failure": {"type": "string"},
           "stackTrace": {"type": "array", "items": {"type": "string"}}}}}
      """;

  private OpenApiSchemas() {}

  static ObjectNode of(Pipelines pipelines) {
    ObjectNode schemas = Json.MAPPER.createObjectNode();
    for (Pipeline pipeline : pipelines.all()) {
      JsonNode file = Json.read(pipeline.intake().schema().json());
      SchemaComponents.of(payload(pipeline), file).forEach(schemas::set);
      schemas.set(reply(pipeline), ResponseSchema.of(pipeline.intake().reply()));
    }
    schemas.setAll(shared());
    return schemas;
  }

  /// The schemas that every document may refer to.
  static ObjectNode shared() {
    ObjectNode schemas = Json.MAPPER.createObjectNode();
    Json.read(SHARED)
        .properties()
        .forEach(schema -> schemas.set(schema.getKey(), schema.getValue()));
    var statuses = schemas.withObject("/Status").putArray("enum");
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
}
