package io.surgetank.testkit.memory;

import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.ledger.Rejection;
import java.util.EnumMap;
import java.util.Map;

/// The counters of one pipeline. Accessed only under the state's lock.
final class MemoryCounters {
  enum Count {
    ACCEPTED,
    REPLAYED,
    STARTED,
    RETRIED,
    PROCESSED,
    DEAD_LETTERED,
    REDRIVEN,
    CANCELLED,
    REMOVED_DEAD,
    MOVED_IN,
    MOVED_OUT
  }

  private final Map<Count, Long> counts = new EnumMap<>(Count.class);
  private final Map<Rejection, Long> rejected = new EnumMap<>(Rejection.class);

  void add(Count what) {
    counts.merge(what, 1L, Long::sum);
  }

  void reject(Rejection why, long submissions) {
    rejected.merge(why, submissions, Long::sum);
  }

  /// `unfinished` is counted from the jobs, so that the balance is a real check.
  PipelineCounters counters(long unfinished) {
    long turnedAway = rejected.values().stream().mapToLong(Long::longValue).sum();
    return new PipelineCounters(
        of(Count.ACCEPTED) + of(Count.REPLAYED) + turnedAway,
        of(Count.ACCEPTED),
        of(Count.REPLAYED),
        rejected,
        of(Count.STARTED),
        of(Count.RETRIED),
        of(Count.PROCESSED),
        of(Count.DEAD_LETTERED),
        of(Count.REDRIVEN),
        of(Count.CANCELLED),
        unfinished,
        of(Count.REMOVED_DEAD),
        of(Count.MOVED_IN),
        of(Count.MOVED_OUT));
  }

  private long of(Count what) {
    return counts.getOrDefault(what, 0L);
  }
}
