package io.surgetank.api;

import io.surgetank.json.Json;
import io.surgetank.pipeline.Intake;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.pipeline.Pipelines;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// `GET /openapi.json`: the API described (OpenAPI 3.1), made from the pipelines, so that it cannot
/// tell of another API than the one that is served.
final class OpenApi implements Operation {
  private final byte[] body;

  private OpenApi(byte[] body) {
    this.body = body;
  }

  static OpenApi of(Pipelines pipelines, String version) {
    ObjectNode document = Json.MAPPER.createObjectNode().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Surgetank")
        .put("version", version)
        .put("description", "Accepts work at once, works it at a steady pace, loses none of it.");
    ObjectNode paths = document.putObject("paths");
    pipelines.byPath().forEach((path, sharing) -> pipelinePaths(paths, path, sharing));
    system(paths, "/", "index", "What is here");
    system(paths, "/health/live", "live", "Fails when only a restart can help");
    system(paths, "/health/ready", "ready", "Fails when no submissions should be sent here");
    system(paths, "/openapi.json", "openapi", "This document");
    response(
            operation(paths.putObject("/metrics"), "get", "metrics", "The counts, for Prometheus"),
            "200",
            "The counts")
        .putObject("content")
        .putObject("text/plain")
        .putObject("schema")
        .put("type", "string");
    document.putObject("components").set("schemas", OpenApiSchemas.of(pipelines));
    return new OpenApi(Json.MAPPER.writeValueAsBytes(document));
  }

  @Override
  public Response answer(Request request, String id) {
    return Answers.json(200, body);
  }

  private static void pipelinePaths(ObjectNode paths, String path, List<Pipeline> sharing) {
    String names = String.join("-", sharing.stream().map(it -> it.name().value()).toList());
    ObjectNode collection = paths.putObject(path);
    submit(operation(collection, "post", "submit-" + names, "Submit one job, or many"), sharing);
    list(operation(collection, "get", "list-" + names, "The jobs, newest first"));
    ObjectNode one = paths.putObject(path + "/{id}");
    one.putArray("parameters")
        .addObject()
        .put("name", "id")
        .put("in", "path")
        .put("required", true)
        .put("description", "The job's id, or the client's own where the pipeline knows one")
        .putObject("schema")
        .put("type", "string");
    show(operation(one, "get", "show-" + names, "One job, with all that is known of it"));
    ObjectNode cancel = operation(one, "delete", "cancel-" + names, "Cancel a job not yet started");
    json(response(cancel, "200", "The job, cancelled"), "Job");
    problems(cancel, "404", "406", "409", "500", "503");
  }

  private static void submit(ObjectNode post, List<Pipeline> sharing) {
    boolean required =
        sharing.stream().allMatch(it -> it.intake().idempotency() == Intake.Idempotency.REQUIRED);
    var parameters = post.putArray("parameters");
    parameters.add(
        header("Idempotency-Key", "Names the submission, so that it can be repeated", "string")
            .put("required", required));
    parameters.add(header("traceparent", "The trace the job belongs to (W3C)", "string"));
    ObjectNode body = post.putObject("requestBody").put("required", true);
    ObjectNode content = body.putObject("content");
    ObjectNode schema = content.putObject("application/json").putObject("schema");
    var choices = schema.putArray("oneOf");
    var payloads = OpenApiSchemas.oneOf(sharing, OpenApiSchemas::payload);
    choices.add(payloads);
    choices
        .addObject()
        .put("type", "array")
        .put("minItems", 1)
        .put("maxItems", SubmitMany.MAX_ELEMENTS);
    content.putObject("application/x-ndjson").putObject("schema").put("type", "string");
    ObjectNode accepted = response(post, "202", "Accepted: durable, and waiting to be worked");
    ObjectNode headers = accepted.putObject("headers");
    responseHeader(headers, "Location", "Where the job is, when one was submitted");
    responseHeader(headers, "Idempotency-Replayed", "true when it had been accepted before");
    ObjectNode reply = accepted.putObject("content").putObject("application/json");
    var replies = reply.putObject("schema").putArray("anyOf");
    replies.add(OpenApiSchemas.oneOf(sharing, OpenApiSchemas::reply));
    replies.add(OpenApiSchemas.reference("Results"));
    json(response(post, "207", "Many were submitted, and some were not accepted"), "Results");
    problems(post, "400", "406", "413", "415", "422", "429", "500", "503");
  }

  private static void list(ObjectNode get) {
    var parameters = get.putArray("parameters");
    parameters.add(query("status", "One or more statuses, separated by commas", "string"));
    parameters.add(query("since", "Accepted at this time or later", "string"));
    parameters.add(query("limit", "How many at most, 1 to 200", "integer"));
    parameters.add(query("cursor", "Where the page begins, as a next link gave it", "string"));
    ObjectNode page = response(get, "200", "A page of jobs");
    responseHeader(page.putObject("headers"), "Link", "The next page (RFC 8288)");
    json(page, "Page");
    problems(get, "400", "406", "500", "503");
  }

  private static void show(ObjectNode get) {
    var parameters = get.putArray("parameters");
    parameters.add(header("Prefer", "wait=5 waits up to 5 seconds for the job's end", "string"));
    parameters.add(header("If-None-Match", "The entity tag that the client has", "string"));
    ObjectNode found = response(get, "200", "The job");
    ObjectNode headers = found.putObject("headers");
    responseHeader(headers, "ETag", "Changes when the job does");
    responseHeader(headers, "Preference-Applied", "The wait that was granted");
    json(found, "Job");
    response(get, "304", "The client has it");
    problems(get, "404", "406", "500", "503");
  }

  private static void system(ObjectNode paths, String path, String id, String summary) {
    ObjectNode get = operation(paths.putObject(path), "get", id, summary);
    ObjectNode object = Json.MAPPER.createObjectNode().put("type", "object");
    schema(response(get, "200", summary)).setAll(object);
    if (path.startsWith("/health/")) schema(response(get, "503", "It fails")).setAll(object);
  }

  private static ObjectNode operation(ObjectNode path, String method, String id, String summary) {
    return path.putObject(method).put("operationId", id).put("summary", summary);
  }

  private static ObjectNode response(ObjectNode operation, String status, String description) {
    return operation
        .withObjectProperty("responses")
        .putObject(status)
        .put("description", description);
  }

  private static void json(ObjectNode response, String schema) {
    schema(response).setAll(OpenApiSchemas.reference(schema));
  }

  private static ObjectNode schema(ObjectNode response) {
    return response.putObject("content").putObject("application/json").putObject("schema");
  }

  private static void problems(ObjectNode operation, String... statuses) {
    for (String status : statuses) {
      ObjectNode response = response(operation, status, title(status));
      response
          .putObject("content")
          .putObject(Problem.MEDIA_TYPE)
          .set("schema", OpenApiSchemas.reference("Problem"));
      if (status.equals("429") || status.equals("503"))
        responseHeader(response.putObject("headers"), "Retry-After", "Seconds to wait");
    }
  }

  private static String title(String status) {
    for (Problem.Kind kind : Problem.Kind.values())
      if (Integer.toString(kind.status).equals(status)) return kind.title;
    throw new IllegalArgumentException("no problem has status " + status);
  }

  private static void responseHeader(ObjectNode headers, String name, String description) {
    headers
        .putObject(name)
        .put("description", description)
        .putObject("schema")
        .put("type", "string");
  }

  private static ObjectNode header(String name, String description, String type) {
    return parameter(name, description, type).put("in", "header");
  }

  private static ObjectNode query(String name, String description, String type) {
    return parameter(name, description, type).put("in", "query");
  }

  private static ObjectNode parameter(String name, String description, String type) {
    ObjectNode parameter =
        Json.MAPPER.createObjectNode().put("name", name).put("description", description);
    parameter.putObject("schema").put("type", type);
    return parameter;
  }
}
