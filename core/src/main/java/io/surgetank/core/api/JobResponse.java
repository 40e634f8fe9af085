package io.surgetank.core.api;

import io.surgetank.core.access.Scope;
import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.Owner;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.State;
import io.surgetank.core.json.Json;
import io.surgetank.core.masking.MaskedJob;
import io.surgetank.core.masking.PipelineMasks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/// A job's record as clients and operators see it. Payload and result are written verbatim, except
/// secret values.
///
/// @param paths the path of each pipeline, for links
/// @param masks what is hidden
public record JobResponse(Function<PipelineName, String> paths, PipelineMasks masks) {

  /// Hides nothing.
  public JobResponse(Function<PipelineName, String> paths) {
    this(paths, PipelineMasks.NONE);
  }

  /// With links that the client can follow, and what its principal may see.
  JobResponse to(Request request) {
    return new JobResponse(
        pipeline -> request.client().link(paths.apply(pipeline)),
        request.principal().has(Scope.READ_SECRETS) ? PipelineMasks.NONE : masks);
  }

  /// Different for each version of the record, and for what is shown of it.
  String etag(JobRecord record) {
    return "\"" + record.version() + (masks.hides(record.job().pipeline()) ? "-masked\"" : "\"");
  }

  /// For lists: everything except payload, result and attempts. Adds a page of jobs to a body, in
  /// `jobs`.
  void addJobs(ObjectNode body, List<JobRecord> records) {
    ArrayNode list = body.putArray("jobs");
    records.forEach(record -> list.add(summary(record)));
  }

  ObjectNode summary(JobRecord record) {
    // Only failures may quote the payload: the others of a page need not be parsed.
    boolean hasFailure =
        record.state() instanceof State.Dead || record.state() instanceof State.Retrying;
    return summary(record, hasFailure ? masks.of(record.job()) : MaskedJob.shown(""));
  }

  private ObjectNode summary(JobRecord record, MaskedJob masked) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.put("id", record.id().toString())
        .put("pipeline", record.job().pipeline().value())
        .put("status", record.status().name())
        .put("acceptedAt", Timestamps.text(record.job().acceptedAt()));
    Owner owner = record.job().owner();
    if (!owner.isNone()) view.put("owner", owner.value());
    state(view, record.state(), masked);
    lastFailure(record).ifPresent(failure -> view.put("failure", masked.text(failure)));
    view.put("attemptsMade", attemptsMade(record))
        .put("redrives", record.redrives())
        .put("traceId", record.job().trace().traceId())
        .put("href", paths.apply(record.job().pipeline()) + "/" + record.id());
    return view;
  }

  /// With payload, result and attempts.
  public ObjectNode full(JobRecord record) {
    MaskedJob masked = masks.of(record.job());
    ObjectNode view = summary(record, masked);
    view.putRawValue("payload", new RawValue(masked.payload()));
    if (record.state() instanceof State.Processed(var result, _))
      view.putRawValue("result", new RawValue(masked.result(result)));
    if (record.omittedAttempts() > 0) view.put("omittedAttempts", record.omittedAttempts());
    ArrayNode attempts = view.putArray("attempts");
    record.attempts().forEach(attempt -> finished(attempts.addObject(), attempt, masked));
    if (record.state() instanceof State.Processing(var attempt))
      attempts
          .addObject()
          .put("round", attempt.roundNumber())
          .put("number", attempt.number())
          .put("startedAt", Timestamps.text(attempt.startedAt()));
    return view;
  }

  private static int attemptsMade(JobRecord record) {
    return record.attempts().size() + record.omittedAttempts() + (isRunning(record) ? 1 : 0);
  }

  private static boolean isRunning(JobRecord record) {
    return record.state() instanceof State.Processing;
  }

  private static void state(ObjectNode view, State state, MaskedJob masked) {
    switch (state) {
      case State.Pending() -> {}
      case State.Processing(var attempt) ->
          view.put("startedAt", Timestamps.text(attempt.startedAt()));
      case State.Retrying(var dueAt) -> view.put("nextAttemptAt", Timestamps.text(dueAt));
      case State.Processed(_, var endedAt) -> ended(view, endedAt);
      case State.Dead(var failure, var endedAt) ->
          ended(view, endedAt).put("failure", masked.text(failure));
      case State.Cancelled(var endedAt) -> ended(view, endedAt);
    }
  }

  /// The failure of the last attempt, for a job that is retried.
  private static Optional<String> lastFailure(JobRecord record) {
    return record.state() instanceof State.Retrying && !record.attempts().isEmpty()
        ? Optional.of(record.attempts().getLast().failure())
        : Optional.empty();
  }

  private static ObjectNode ended(ObjectNode view, Instant endedAt) {
    return view.put("endedAt", Timestamps.text(endedAt));
  }

  private static void finished(ObjectNode view, FinishedAttempt finished, MaskedJob masked) {
    view.put("round", finished.attempt().roundNumber())
        .put("number", finished.attempt().number())
        .put("startedAt", Timestamps.text(finished.attempt().startedAt()))
        .put("endedAt", Timestamps.text(finished.endedAt()))
        .put("outcome", finished.end().name());
    if (!finished.failure().isEmpty()) view.put("failure", masked.text(finished.failure()));
    if (!finished.stackTrace().isEmpty()) {
      // A line for each, so that it can be read where JSON is printed.
      ArrayNode lines = view.putArray("stackTrace");
      masked.text(finished.stackTrace()).lines().forEach(lines::add);
    }
  }
}
