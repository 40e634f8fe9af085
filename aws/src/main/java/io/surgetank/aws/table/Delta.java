package io.surgetank.aws.table;

import io.surgetank.job.PipelineName;
import io.surgetank.ledger.Rejection;
import java.util.Map;
import java.util.TreeMap;

/// What a step adds to its pipeline's counts. Each delta keeps the balance on its own, so every
/// shard of the counts balances at every instant, and so does any sum of shards read one by one.
record Delta(PipelineName pipeline, Map<String, Long> changes) {
  static final String ACCEPTED = "accepted";
  static final String REPLAYED = "replayed";
  static final String STARTED = "started";
  static final String RETRIED = "retried";
  static final String PROCESSED = "processed";
  static final String DIED = "died";
  static final String REDRIVEN = "redriven";
  static final String CANCELLED = "cancelled";
  static final String WAITING = "waiting";

  /// Dead letters that an operator removed. Those that expire are not counted: DynamoDB tells
  /// nobody.
  static final String REMOVED_DEAD = "removed_dead";

  private static final String REJECTED = "rejected_";

  Delta {
    changes = java.util.Collections.unmodifiableMap(new TreeMap<>(changes));
  }

  static Delta nothing(PipelineName pipeline) {
    return new Delta(pipeline, Map.of());
  }

  static Delta accepted(PipelineName pipeline) {
    return new Delta(pipeline, Map.of(ACCEPTED, 1L, WAITING, 1L));
  }

  /// An acceptance is taken back.
  static Delta withdrawn(PipelineName pipeline) {
    return new Delta(pipeline, Map.of(ACCEPTED, -1L, WAITING, -1L));
  }

  static Delta redriven(PipelineName pipeline) {
    return new Delta(pipeline, Map.of(REDRIVEN, 1L, WAITING, 1L));
  }

  /// A job that waited has come to this end.
  static Delta ended(PipelineName pipeline, String end) {
    return new Delta(pipeline, Map.of(end, 1L, WAITING, -1L));
  }

  static Delta replayed(PipelineName pipeline, long submissions) {
    return new Delta(pipeline, Map.of(REPLAYED, submissions));
  }

  static Delta one(PipelineName pipeline, String what) {
    return new Delta(pipeline, Map.of(what, 1L));
  }

  static Delta rejected(PipelineName pipeline, Rejection why, long submissions) {
    return new Delta(pipeline, Map.of(attribute(why), submissions));
  }

  static String attribute(Rejection why) {
    return REJECTED + why.label();
  }

  Delta plus(Delta other) {
    var sum = new TreeMap<>(changes);
    other.changes.forEach((what, change) -> sum.merge(what, change, Long::sum));
    sum.values().removeIf(change -> change == 0);
    return new Delta(pipeline, sum);
  }
}
