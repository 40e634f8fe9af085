package io.surgetank.core.api;

import io.surgetank.core.intake.BatchParseResult;
import io.surgetank.core.intake.JsonReader;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.json.Json;
import io.surgetank.core.store.AsyncJobStore;
import io.surgetank.core.store.JobStore;
import io.surgetank.core.store.PutResult;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import tools.jackson.databind.JsonNode;

/// A body of one submission.
record SubmitOne(
    SubmissionChecker checker,
    IntakeRateLimiter rateLimiter,
    JobStore jobs,
    SubmissionRefusals refusals) {

  Response answer(Request request) {
    return switch (check(request)) {
      case SubmissionCheckResult.Refused refused -> refusals.refuse(refused);
      case SubmissionCheckResult.Valid valid ->
          toResponse(request, valid, jobs.put(List.of(valid.submission())).getFirst());
    };
  }

  /// The same without a thread that waits for the store; `executor` creates the response.
  CompletableFuture<Response> answerAsync(
      Request request, AsyncJobStore asyncJobs, Executor executor) {
    return switch (check(request)) {
      case SubmissionCheckResult.Refused refused ->
          CompletableFuture.completedFuture(refusals.refuse(refused));
      case SubmissionCheckResult.Valid valid ->
          asyncJobs
              .putAsync(List.of(valid.submission()))
              .handleAsync(
                  (results, failure) -> {
                    if (failure == null) return toResponse(request, valid, results.getFirst());
                    throw failed(failure);
                  },
                  executor);
    };
  }

  private CompletionException failed(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof UncheckedIOException) refusals.countUnavailable();
    return new CompletionException(cause);
  }

  private SubmissionCheckResult check(Request request) {
    byte[] body = request.body();
    return checker.check(
        new BatchParseResult.Element(JsonReader.read(body), body.length),
        SubmissionHeaders.key(request, JobKey.MAX_LENGTH),
        request.source(),
        SubmissionRateLimiter.one(jobs, rateLimiter));
  }

  private Response toResponse(
      Request request, SubmissionCheckResult.Valid valid, PutResult result) {
    return switch (result) {
      case PutResult.Stored(var job) -> accepted(request, valid, job, valid.payload());
      case PutResult.Existing(var record) -> {
        valid.permit().release();
        // The stored payload, from which a replay gets the same reply.
        JsonNode stored = Json.read(record.job().payload());
        yield accepted(request, valid, record.job(), stored).with("Idempotency-Replayed", "true");
      }
      case PutResult.Refusal refusal ->
          refusals.refuse(SubmissionCheckResult.Refused.of(valid.reply(), refusal));
    };
  }

  private static Response accepted(
      Request request, SubmissionCheckResult.Valid valid, Job job, JsonNode payload) {
    return Responses.json(202, valid.reply().toAccepted(job, payload))
        .with("Location", request.client().link(valid.reply().path(job)));
  }
}
