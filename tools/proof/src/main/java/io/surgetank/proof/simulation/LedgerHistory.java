package io.surgetank.proof.simulation;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.ledger.Rejection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/// Counts the events of each pipeline since the store was created, to compare them with the
/// counters of the store.
///
/// The number of redriven jobs is in no event; the verification of the store compares it with the
/// records.
final class LedgerHistory {
  private enum Count {
    ACCEPTED,
    REPLAYED,
    STARTED,
    RETRIED,
    PROCESSED,
    DEAD_LETTERED,
    CANCELLED,
    MOVED_IN,
    MOVED_OUT;

    long in(PipelineCounters counters) {
      return switch (this) {
        case ACCEPTED -> counters.accepted();
        case REPLAYED -> counters.replayed();
        case STARTED -> counters.started();
        case RETRIED -> counters.retried();
        case PROCESSED -> counters.processed();
        case DEAD_LETTERED -> counters.deadLettered();
        case CANCELLED -> counters.cancelled();
        case MOVED_IN -> counters.movedIn();
        case MOVED_OUT -> counters.movedOut();
      };
    }
  }

  private final Map<PipelineName, Map<Count, Long>> counts = new HashMap<>();
  private final Map<PipelineName, Map<Rejection, Long>> rejected = new HashMap<>();

  /// The last attempt of each job that was abandoned.
  private final Map<JobId, Attempt> abandoned = new HashMap<>();

  void observe(Event event) {
    switch (event) {
      case Event.Accepted(var job) -> add(job.pipeline(), Count.ACCEPTED, 1);
      case Event.Replayed(var pipeline, _) -> add(pipeline, Count.REPLAYED, 1);
      case Event.Rejected(var pipeline, var why, var submissions) ->
          rejected
              .computeIfAbsent(pipeline, _ -> new EnumMap<>(Rejection.class))
              .merge(why, submissions, Long::sum);
      case Event.Started(var job, _) -> add(job.pipeline(), Count.STARTED, 1);
      case Event.Processed(var job, _, _) -> add(job.pipeline(), Count.PROCESSED, 1);
      case Event.Retried(var job, _, _, _, _) -> add(job.pipeline(), Count.RETRIED, 1);
      case Event.Abandoned(var job, var attempt, _) -> {
        add(job.pipeline(), Count.RETRIED, 1);
        abandoned.put(job.id(), attempt);
      }
      case Event.DeadLettered(var job, var attempt, _, _) -> {
        add(job.pipeline(), Count.DEAD_LETTERED, 1);
        // It was not retried after it had been abandoned.
        if (abandoned.remove(job.id(), attempt)) add(job.pipeline(), Count.RETRIED, -1);
      }
      case Event.Cancelled(var pipeline, _) -> add(pipeline, Count.CANCELLED, 1);
      case Event.Moved(var from, var to, _) -> {
        add(from, Count.MOVED_OUT, 1);
        add(to, Count.MOVED_IN, 1);
      }
      case Event.Released _,
          Event.OperatorActed _,
          Event.Expired _,
          Event.Opened _,
          Event.StoreDegraded _,
          Event.StoreRestored _,
          Event.StoreFailed _ -> {}
    }
  }

  private void add(PipelineName pipeline, Count count, long n) {
    counts.computeIfAbsent(pipeline, _ -> new EnumMap<>(Count.class)).merge(count, n, Long::sum);
  }

  /// Compares the counters of the store with the events. A crash may lose the latest rejections.
  void check(Map<PipelineName, PipelineCounters> ledger, Violations violations) {
    for (Map.Entry<PipelineName, PipelineCounters> each : ledger.entrySet()) {
      Map<Count, Long> events = counts.getOrDefault(each.getKey(), Map.of());
      for (Count count : Count.values()) {
        long expected = events.getOrDefault(count, 0L);
        long found = count.in(each.getValue());
        violations.check(
            found == expected,
            "the ledger of %s has %s %d, but %d events",
            each.getKey(),
            count,
            found,
            expected);
      }
      Map<Rejection, Long> sent = rejected.getOrDefault(each.getKey(), Map.of());
      each.getValue()
          .rejected()
          .forEach((why, found) ->
              violations.check(
                  found <= sent.getOrDefault(why, 0L),
                  "the ledger of %s has %d rejections %s, but %d events",
                  each.getKey(),
                  found,
                  why,
                  sent.getOrDefault(why, 0L)));
    }
  }
}
