package io.surgetank.cli.log;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.store.OperatorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Logs each change of state as one line with pipeline, job, attempt and trace, never the payload.
public final class EventLogger implements Consumer<Event> {
  private final AsyncLogWriter asyncLogWriter;

  public EventLogger(AsyncLogWriter asyncLogWriter) {
    this.asyncLogWriter = asyncLogWriter;
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.Accepted(var job) -> of(job, LogLevel.INFO, "accepted");
      case Event.Replayed(var pipeline, var id) ->
          asyncLogWriter.log(LogLevel.INFO, "replayed", "pipeline", pipeline, "job", id);
      case Event.Rejected(var pipeline, var why, var submissions) ->
          asyncLogWriter.log(
              LogLevel.INFO,
              "rejected",
              "pipeline",
              pipeline,
              "why",
              why.label(),
              "submissions",
              submissions);
      case Event.Started(var job, var attempt) -> of(job, attempt, LogLevel.INFO, "started");
      case Event.Processed(var job, var attempt, var took) ->
          of(job, attempt, LogLevel.INFO, "processed", "took_ms", took.toMillis());
      case Event.Retried(var job, var attempt, var pause, var failure, var stackTrace) -> {
        of(
            job,
            attempt,
            LogLevel.WARN,
            "retried",
            "retry_in_ms",
            pause.toMillis(),
            "failure",
            failure);
        debug(job, attempt, stackTrace);
      }
      case Event.DeadLettered(var job, var attempt, var failure, var stackTrace) -> {
        of(job, attempt, LogLevel.ERROR, "dead_lettered", "failure", failure);
        debug(job, attempt, stackTrace);
      }
      case Event.Abandoned(var job, var attempt, var failure) ->
          of(job, attempt, LogLevel.WARN, "abandoned", "failure", failure);
      case Event.Released(var job, var attempt) -> of(job, attempt, LogLevel.INFO, "released");
      case Event.Cancelled(var pipeline, var id) ->
          asyncLogWriter.log(LogLevel.INFO, "cancelled", "pipeline", pipeline, "job", id);
      case Event.Moved(var from, var to, var id) ->
          asyncLogWriter.log(LogLevel.INFO, "moved", "pipeline", to, "from", from, "job", id);
      case Event.OperatorActed(var entry) -> operatorAction(entry);
      case Event.Expired(var pipeline, var records) ->
          asyncLogWriter.log(LogLevel.INFO, "expired", "pipeline", pipeline, "records", records);
      case Event.Opened(var unfinished, var abandoned) ->
          asyncLogWriter.log(
              LogLevel.INFO, "opened", "unfinished", unfinished, "abandoned", abandoned);
      case Event.StoreDegraded(var condition, var detail) ->
          asyncLogWriter.log(
              LogLevel.WARN, "store_degraded", "condition", condition.label(), "detail", detail);
      case Event.StoreRestored(var condition) ->
          asyncLogWriter.log(LogLevel.INFO, "store_restored", "condition", condition.label());
      case Event.StoreFailed(var failure) ->
          asyncLogWriter.log(LogLevel.ERROR, "store_failed", "failure", failure);
    }
  }

  private void operatorAction(OperatorAction entry) {
    List<Object> fields =
        new ArrayList<>(
            List.of("action", entry.type(), "actor", entry.actor(), "jobs", entry.jobs()));
    entry.to().ifPresent(to -> fields.addAll(List.of("to", to)));
    entry.key().ifPresent(key -> fields.addAll(List.of("key", key)));
    asyncLogWriter.log(LogLevel.WARN, "operator_action", fields.toArray());
  }

  private void debug(Job job, Attempt attempt, String stackTrace) {
    if (!stackTrace.isEmpty())
      of(job, attempt, LogLevel.DEBUG, "stack_trace", "stack_trace", stackTrace);
  }

  private void of(Job job, LogLevel logLevel, String event) {
    if (!asyncLogWriter.wants(logLevel)) return;
    asyncLogWriter.log(
        logLevel,
        event,
        "pipeline",
        job.pipeline(),
        "job",
        job.id(),
        "trace",
        job.trace().traceId());
  }

  private void of(Job job, Attempt attempt, LogLevel logLevel, String event, Object... more) {
    if (!asyncLogWriter.wants(logLevel)) return;
    Object[] fields = new Object[10 + more.length];
    fields[0] = "pipeline";
    fields[1] = job.pipeline();
    fields[2] = "job";
    fields[3] = job.id();
    fields[4] = "attempt";
    fields[5] = attempt.number();
    fields[6] = "round";
    fields[7] = attempt.roundNumber();
    fields[8] = "trace";
    fields[9] = job.trace().traceId();
    System.arraycopy(more, 0, fields, 10, more.length);
    asyncLogWriter.log(logLevel, event, fields);
  }
}
