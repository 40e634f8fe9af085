package io.surgetank.aws.table;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.ledger.Rejection;
import java.util.Map;
import java.util.TreeMap;

/// The changes that a transition adds to its pipeline's counts. Each delta balances on its own, so
/// every shard of the counts balances at every instant, and so does any sum of shards read one by
/// one.
record CounterDelta(PipelineName pipeline, Map<String, Long> changes) {
  static final String ACCEPTED = "accepted";
  static final String REPLAYED = "replayed";
  static final String STARTED = "started";
  static final String RETRIED = "retried";
  static final String PROCESSED = "processed";
  static final String DEAD_LETTERED = "deadLettered";
  static final String REDRIVEN = "redriven";
  static final String CANCELLED = "cancelled";
  static final String UNFINISHED = "unfinished";

  /// Dead letters that an operator removed. Expired ones are not counted: DynamoDB does not report
  /// them.
  static final String REMOVED_DEAD = "removed_dead";

  private static final String REJECTED = "rejected_";

  CounterDelta {
    changes = java.util.Collections.unmodifiableMap(new TreeMap<>(changes));
  }

  static CounterDelta nothing(PipelineName pipeline) {
    return new CounterDelta(pipeline, Map.of());
  }

  static CounterDelta accepted(PipelineName pipeline) {
    return new CounterDelta(pipeline, Map.of(ACCEPTED, 1L, UNFINISHED, 1L));
  }

  /// An acceptance is undone.
  static CounterDelta withdrawn(PipelineName pipeline) {
    return new CounterDelta(pipeline, Map.of(ACCEPTED, -1L, UNFINISHED, -1L));
  }

  static CounterDelta redriven(PipelineName pipeline) {
    return new CounterDelta(pipeline, Map.of(REDRIVEN, 1L, UNFINISHED, 1L));
  }

  /// An unfinished job has reached this end state.
  static CounterDelta ended(PipelineName pipeline, String end) {
    return new CounterDelta(pipeline, Map.of(end, 1L, UNFINISHED, -1L));
  }

  static CounterDelta started(PipelineName pipeline, long attempts) {
    return attempts == 0
        ? nothing(pipeline)
        : new CounterDelta(pipeline, Map.of(STARTED, attempts));
  }

  static CounterDelta replayed(PipelineName pipeline, long submissions) {
    return new CounterDelta(pipeline, Map.of(REPLAYED, submissions));
  }

  static CounterDelta one(PipelineName pipeline, String what) {
    return new CounterDelta(pipeline, Map.of(what, 1L));
  }

  static CounterDelta rejected(PipelineName pipeline, Rejection why, long submissions) {
    return new CounterDelta(pipeline, Map.of(attribute(why), submissions));
  }

  static String attribute(Rejection why) {
    return REJECTED + why.label();
  }

  CounterDelta plus(CounterDelta other) {
    var sum = new TreeMap<>(changes);
    other.changes.forEach((what, change) -> sum.merge(what, change, Long::sum));
    sum.values().removeIf(change -> change == 0);
    return new CounterDelta(pipeline, sum);
  }
}
