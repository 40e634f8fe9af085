package io.surgetank.core.api;

import static io.surgetank.core.api.OpenApiNodes.array;
import static io.surgetank.core.api.OpenApiNodes.header;
import static io.surgetank.core.api.OpenApiNodes.integer;
import static io.surgetank.core.api.OpenApiNodes.json;
import static io.surgetank.core.api.OpenApiNodes.operation;
import static io.surgetank.core.api.OpenApiNodes.parameter;
import static io.surgetank.core.api.OpenApiNodes.problems;
import static io.surgetank.core.api.OpenApiNodes.reference;
import static io.surgetank.core.api.OpenApiNodes.response;
import static io.surgetank.core.api.OpenApiNodes.schema;
import static io.surgetank.core.api.OpenApiNodes.text;

import io.surgetank.core.job.JobKey;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.Intake;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.store.JobQuery;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `GET /openapi.json`: the clients' API (OpenAPI 3.1), generated from the pipelines, so that it
/// always matches the API that is served. The operators' API has a separate document:
/// [OperatorsOpenApi].
final class OpenApi implements Operation {
  private static final String DESCRIPTION =
      """
      A durable job intake and queue server. Every GET can be a HEAD, \
      and every path answers OPTIONS. Where the server requires authentication, an API key or \
      a JSON Web Token with the scope that an operation lists is needed, and health checks need none; a gateway in \
      front may require its own credentials. The operators' API is described at \
      /ops/v1/openapi.json.\
      """;

  private final LinkedBody body;

  private OpenApi(LinkedBody body) {
    this.body = body;
  }

  static OpenApi of(Pipelines pipelines, String version) {
    ObjectNode document = OpenApiNodes.document("Surgetank", DESCRIPTION, version);
    ObjectNode paths = document.putObject("paths");
    pipelines.byPath().forEach((path, sharing) -> pipelinePaths(paths, path, sharing));
    system(paths, "/", "index", "The pipelines, and links");
    system(paths, "/health/live", "live", "Fails when only a restart can help");
    system(paths, "/health/ready", "ready", "Fails when no submissions should be sent here");
    system(paths, "/openapi.json", "openapi", "This document");
    ObjectNode metrics =
        operation(paths.putObject("/metrics"), "get", "metrics", "The counts, for Prometheus");
    schema(response(metrics, 200, "The counts"), "text/plain").put("type", "string");
    ObjectNode components = document.putObject("components");
    components.set("schemas", OpenApiSchemas.of(pipelines));
    components.set("responses", OpenApiNodes.problemResponses());
    OpenApiSecurity.addScheme(components);
    OpenApiSecurity.describe(paths);
    return new OpenApi(new LinkedBody(client -> OpenApiNodes.servedTo(client, document)));
  }

  @Override
  public Response answer(Request request, String id) {
    return Responses.json(200, body.to(request.client()));
  }

  private static void pipelinePaths(ObjectNode paths, String path, List<Pipeline> sharing) {
    // A dot is in no pipeline's name, so that no two paths get one name.
    String names = String.join(".", sharing.stream().map(it -> it.name().value()).toList());
    ObjectNode collection = paths.putObject(path);
    submit(operation(collection, "post", "submit-" + names, "Submit one job, or many"), sharing);
    list(operation(collection, "get", "list-" + names, "The jobs, newest first"));
    ObjectNode one = paths.putObject(path + "/{id}");
    one.putArray("parameters")
        .add(
            parameter(
                "path",
                "id",
                "The job's id, or the client's own where the pipeline has one",
                text()));
    show(operation(one, "get", "show-" + names, "One job in full"));
    ObjectNode cancel =
        operation(one, "delete", "cancel-" + names, "Cancel a pending or retrying job");
    json(response(cancel, 200, "The job, cancelled"), "Job");
    problems(cancel, 403, 404, 406, 409, 500, 503);
  }

  private static void submit(ObjectNode post, List<Pipeline> sharing) {
    boolean required =
        sharing.stream().allMatch(it -> it.intake().idempotency() == Intake.Idempotency.REQUIRED);
    var parameters = post.putArray("parameters");
    parameters.add(
        parameter(
                "header",
                "Idempotency-Key",
                "Identifies the submission, or a whole batch, so that it can be repeated safely",
                text().put("minLength", 1).put("maxLength", JobKey.MAX_LENGTH))
            .put("required", required));
    parameters.add(
        parameter("header", "traceparent", "The trace the job belongs to (W3C)", text()));
    body(post, sharing);
    ObjectNode accepted = response(post, 202, "Accepted: durable, and waiting to be processed");
    ObjectNode headers = accepted.putObject("headers");
    header(headers, "Location", "The job's URL, when one was submitted");
    header(headers, "Idempotency-Replayed", "true when it had been accepted before");
    ArrayNode replies = references(sharing, OpenApiSchemas::reply);
    replies.add(reference("Results"));
    schema(accepted, OpenApiNodes.JSON).setAll(OpenApiNodes.anyOf(replies));
    json(response(post, 207, "Many were submitted, and some were not accepted"), "Results");
    problems(post, 400, 403, 406, 413, 415, 422, 429, 500, 503);
  }

  private static void body(ObjectNode post, List<Pipeline> sharing) {
    ObjectNode batch =
        array(OpenApiNodes.anyOf(references(sharing, OpenApiSchemas::payload)))
            .put("minItems", 1)
            .put("maxItems", SubmitMany.MAX_ELEMENTS);
    ArrayNode choices = references(sharing, OpenApiSchemas::payload).add(batch);
    ObjectNode body =
        post.putObject("requestBody")
            .put("required", true)
            .put(
                "description",
                "One submission, an array of submissions, or one submission per line (NDJSON, here"
                    + " described as the array of its lines)");
    schema(body, OpenApiNodes.JSON).setAll(OpenApiNodes.anyOf(choices));
    schema(body, "application/x-ndjson").setAll(batch.deepCopy());
  }

  private static ArrayNode references(List<Pipeline> sharing, Function<Pipeline, String> name) {
    ArrayNode references = Json.MAPPER.createArrayNode();
    sharing.forEach(pipeline -> references.add(reference(name.apply(pipeline))));
    return references;
  }

  private static void list(ObjectNode get) {
    get.putArray("parameters")
        .add(
            parameter("query", "status", "One or more statuses", array(reference("Status")))
                .put("style", "form")
                .put("explode", false))
        .add(
            parameter("query", "since", "Accepted at this time or later; a time or a date", text()))
        .add(
            parameter(
                "query",
                "limit",
                "Maximum number of jobs",
                integer(1)
                    .put("maximum", JobQuery.MAX_LIMIT)
                    .put("default", PageRequest.DEFAULT_LIMIT)))
        .add(parameter("query", "cursor", "Start of the page, from a next link", text()));
    ObjectNode page = response(get, 200, "A page of jobs");
    header(page.putObject("headers"), "Link", "The next page (RFC 8288)");
    json(page, "Page");
    problems(get, 400, 406, 500, 503);
  }

  private static void show(ObjectNode get) {
    String wait = "wait=5 waits up to 5 seconds for the job's end, at most ";
    get.putArray("parameters")
        .add(
            parameter(
                "header", "Prefer", wait + PreferHeader.MAX_WAIT_SECONDS + " (RFC 7240)", text()))
        .add(parameter("header", "If-None-Match", "The entity tag that the client has", text()));
    ObjectNode found = response(get, 200, "The job");
    ObjectNode headers = found.putObject("headers");
    header(headers, "ETag", "Changes when the job does");
    header(headers, "Preference-Applied", "The wait that was granted");
    json(found, "Job");
    ObjectNode same = response(get, 304, "The job has not changed since that entity tag");
    header(same.putObject("headers"), "ETag", "The entity tag that the client has");
    problems(get, 404, 406, 500, 503);
  }

  private static void system(ObjectNode paths, String path, String id, String summary) {
    ObjectNode get = operation(paths.putObject(path), "get", id, summary);
    schema(response(get, 200, summary), OpenApiNodes.JSON).put("type", "object");
    if (path.startsWith("/health/")) {
      json(response(get, 200, "It does not fail"), "Health");
      json(response(get, 503, "It fails"), "Health");
    }
  }
}
