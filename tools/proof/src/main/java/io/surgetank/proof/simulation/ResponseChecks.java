package io.surgetank.proof.simulation;

import io.surgetank.core.api.Response;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Checks each response that a client receives against the observed jobs.
final class ResponseChecks {
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int PARTLY_ACCEPTED = 207;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int KEY_TAKEN = 422;
  private static final int RATE_LIMITED = 429;
  private static final int UNAVAILABLE = 503;

  private final JobObserver observer;
  private final Violations violations;

  ResponseChecks(JobObserver observer, Violations violations) {
    this.observer = observer;
    this.violations = violations;
  }

  /// @param before the acknowledged job that had the key when the request was sent
  void submitted(
      PipelineName pipeline, Payload payload, Optional<ObservedJob> before, Response response) {
    switch (response.status()) {
      case ACCEPTED -> acknowledged(location(response), payload);
      case KEY_TAKEN -> keyTaken(List.of(payload), pipeline);
      case RATE_LIMITED, UNAVAILABLE ->
          violations.check(
              response.headers().containsKey("Retry-After"),
              "a refusal with %d has no Retry-After",
              response.status());
      default -> violations.add("a submission got the response %d", response.status());
    }
    before.ifPresent(job -> replayed(job, payload, response));
  }

  /// A replay needs neither rate nor backlog.
  private void replayed(ObservedJob job, Payload payload, Response response) {
    if (job.removed) return;
    if (job.payload.equals(payload))
      violations.check(
          (response.status() == ACCEPTED && location(response).equals(job.id.toString()))
              || response.status() == UNAVAILABLE,
          "the repeated submission of %s got the response %d %s",
          job,
          response.status(),
          response.headers());
    else
      violations.check(
          response.status() != ACCEPTED, "the key of %s was accepted with another payload", job);
  }

  private static String location(Response response) {
    String location = response.headers().getOrDefault("Location", "");
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private void acknowledged(String id, Payload payload) {
    Optional<ObservedJob> job = JobId.parse(id).flatMap(observer::find);
    if (job.isEmpty()) {
      violations.add("%s was acknowledged but not stored", id);
      return;
    }
    job.get().acknowledged = true;
    violations.check(
        job.get().payload.equals(payload), "%s was acknowledged for %s", job.get(), payload);
  }

  private void keyTaken(List<Payload> payloads, PipelineName pipeline) {
    boolean explained =
        observer.all().stream()
            .anyMatch(job ->
                payloads.stream()
                    .anyMatch(payload ->
                        job.scope.equals(payload.scope(pipeline)) && !job.payload.equals(payload)));
    violations.check(explained, "422 for %s, but no job has this key", payloads);
  }

  void submittedBatch(PipelineName pipeline, List<Payload> payloads, Response response) {
    switch (response.status()) {
      case ACCEPTED, PARTLY_ACCEPTED -> elements(payloads, response);
      case KEY_TAKEN -> keyTaken(payloads, pipeline);
      case UNAVAILABLE -> {}
      default -> violations.add("a batch got the response %d", response.status());
    }
  }

  private void elements(List<Payload> payloads, Response response) {
    JsonNode results =
        Json.read(new String(response.body(), StandardCharsets.UTF_8)).path("results");
    violations.check(
        results.size() == payloads.size(),
        "%d results for %d submissions",
        results.size(),
        payloads.size());
    for (int i = 0; i < Math.min(results.size(), payloads.size()); i++) {
      JsonNode result = results.get(i);
      int status = result.path("status").intValue();
      if (status == ACCEPTED) acknowledged(result.path("id").stringValue(), payloads.get(i));
      else
        violations.check(
            status == RATE_LIMITED || status == UNAVAILABLE,
            "an element of a batch got the status %d",
            status);
    }
  }

  void cancelled(ObservedJob job, Response response) {
    switch (response.status()) {
      case OK ->
          violations.check(job.status == Status.CANCELLED, "%s was reported as cancelled", job);
      case NOT_FOUND -> violations.check(job.removed, "%s was not found", job);
      case CONFLICT, UNAVAILABLE -> {}
      default -> violations.add("a cancellation got the response %d", response.status());
    }
  }

  void operated(Response response) {
    violations.check(
        response.status() == OK || response.status() == UNAVAILABLE,
        "an operator's request got the response %d",
        response.status());
  }
}
