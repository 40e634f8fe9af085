package io.surgetank.log;

import io.surgetank.event.Event;
import io.surgetank.job.Attempt;
import io.surgetank.job.Job;
import java.util.function.Consumer;

/// Tells each change of state as one line: which pipeline, job, attempt and trace, never the
/// payload.
public final class EventLines implements Consumer<Event> {
  private final Lines lines;

  public EventLines(Lines lines) {
    this.lines = lines;
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.Accepted(var job) -> of(job, Level.INFO, "accepted");
      case Event.Replayed(var pipeline, var id) ->
          lines.tell(Level.INFO, "replayed", "pipeline", pipeline, "job", id);
      case Event.Rejected(var pipeline, var why, var submissions) ->
          lines.tell(
              Level.INFO,
              "rejected",
              "pipeline",
              pipeline,
              "why",
              why.label(),
              "submissions",
              submissions);
      case Event.Started(var job, var attempt) -> of(job, attempt, Level.INFO, "started");
      case Event.Processed(var job, var attempt, var took) ->
          of(job, attempt, Level.INFO, "processed", "took_ms", took.toMillis());
      case Event.Retried(var job, var attempt, var pause, var failure, var stackTrace) -> {
        of(job, attempt, Level.WARN, "retried", "pause_ms", pause.toMillis(), "failure", failure);
        where(job, attempt, stackTrace);
      }
      case Event.Died(var job, var attempt, var failure, var stackTrace) -> {
        of(job, attempt, Level.ERROR, "died", "failure", failure);
        where(job, attempt, stackTrace);
      }
      case Event.Abandoned(var job, var attempt, var failure) ->
          of(job, attempt, Level.WARN, "abandoned", "failure", failure);
      case Event.Released(var job, var attempt) -> of(job, attempt, Level.INFO, "released");
      case Event.Cancelled(var pipeline, var id) ->
          lines.tell(Level.INFO, "cancelled", "pipeline", pipeline, "job", id);
      case Event.Operated(var entry) ->
          lines.tell(
              Level.WARN,
              "operated",
              "act",
              entry.act(),
              "actor",
              entry.actor(),
              "jobs",
              entry.jobs());
      case Event.Expired(var pipeline, var records) ->
          lines.tell(Level.INFO, "expired", "pipeline", pipeline, "records", records);
      case Event.Opened(var waiting, var abandoned) ->
          lines.tell(Level.INFO, "opened", "waiting", waiting, "abandoned", abandoned);
      case Event.StoreDegraded(var condition, var detail) ->
          lines.tell(
              Level.WARN, "store_degraded", "condition", condition.label(), "detail", detail);
      case Event.StoreRestored(var condition) ->
          lines.tell(Level.INFO, "store_restored", "condition", condition.label());
      case Event.Poisoned(var failure) -> lines.tell(Level.ERROR, "poisoned", "failure", failure);
    }
  }

  private void where(Job job, Attempt attempt, String stackTrace) {
    if (!stackTrace.isEmpty())
      of(job, attempt, Level.DEBUG, "failed at", "stack_trace", stackTrace);
  }

  private void of(Job job, Level level, String event) {
    if (!lines.wants(level)) return;
    lines.tell(
        level, event, "pipeline", job.pipeline(), "job", job.id(), "trace", job.trace().traceId());
  }

  private void of(Job job, Attempt attempt, Level level, String event, Object... more) {
    if (!lines.wants(level)) return;
    Object[] fields = new Object[10 + more.length];
    fields[0] = "pipeline";
    fields[1] = job.pipeline();
    fields[2] = "job";
    fields[3] = job.id();
    fields[4] = "attempt";
    fields[5] = attempt.number();
    fields[6] = "round";
    fields[7] = attempt.round();
    fields[8] = "trace";
    fields[9] = job.trace().traceId();
    System.arraycopy(more, 0, fields, 10, more.length);
    lines.tell(level, event, fields);
  }
}
