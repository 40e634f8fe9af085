package io.surgetank.core.ledger;

import java.util.EnumMap;
import java.util.Map;

/// The counters of one pipeline since its creation, and its current jobs by state.
///
/// At every instant these are equal:
///
/// - `received` and `accepted + replayed + rejected`
/// - `accepted + movedIn` and `processed + dead + cancelled + unfinished + movedOut`
///
/// Here `dead` counts the dead letters that were not redriven: a redrive subtracts them. Jobs whose
/// records were purged or have expired stay counted.
///
/// @param started how often an attempt began, including attempts that were released without
///   processing
/// @param retried how often a job was retried after an attempt that failed or was abandoned
/// @param deadLettered how often a job became a dead letter
/// @param redriven how often a dead letter was redriven
/// @param unfinished jobs that are pending, processing or retrying now
/// @param removedDead dead letters whose records were purged or have expired
/// @param movedIn jobs that an operator moved here from other pipelines, which accepted them
/// @param movedOut jobs that an operator moved from here to other pipelines
public record PipelineCounters(
    long received,
    long accepted,
    long replayed,
    Map<Rejection, Long> rejected,
    long started,
    long retried,
    long processed,
    long deadLettered,
    long redriven,
    long cancelled,
    long unfinished,
    long removedDead,
    long movedIn,
    long movedOut) {
  public PipelineCounters {
    var copy = new EnumMap<Rejection, Long>(Rejection.class);
    copy.putAll(rejected);
    rejected = java.util.Collections.unmodifiableMap(copy);
  }

  public long totalRejected() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Dead letters that were not redriven.
  public long dead() {
    return deadLettered - redriven;
  }

  /// Dead letters that still exist: neither redriven nor purged nor expired.
  public long deadLetters() {
    return dead() - removedDead;
  }

  public boolean balances() {
    return received == accepted + replayed + totalRejected()
        && accepted + movedIn == processed + dead() + cancelled + unfinished + movedOut;
  }
}
