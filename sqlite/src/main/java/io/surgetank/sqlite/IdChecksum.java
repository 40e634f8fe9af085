package io.surgetank.sqlite;

import io.surgetank.core.job.JobId;

/// Sums over the ids of all records kept, by halves so that nothing overflows before there are two
/// billion records: when one record is missing, the difference is its id.
record IdChecksum(long seqLow, long seqHigh, long saltLow, long saltHigh) {
  /// The same sums, made by SQL over the table `job`.
  static final String SQL =
      "sum(seq & 0xFFFFFFFF), sum(seq >> 32), sum(salt & 0xFFFFFFFF), sum(salt >> 32)";

  static IdChecksum of(long[] counts) {
    return new IdChecksum(
        counts[Counter.SEQ_LOW.at],
        counts[Counter.SEQ_HIGH.at],
        counts[Counter.SALT_LOW.at],
        counts[Counter.SALT_HIGH.at]);
  }

  static void add(PipelineState pipelineState, JobId id) {
    change(pipelineState, id, 1);
  }

  static void remove(PipelineState pipelineState, JobId id) {
    change(pipelineState, id, -1);
  }

  private static void change(PipelineState pipelineState, JobId id, int sign) {
    pipelineState.add(Counter.SEQ_LOW, sign * (id.sequence() & 0xFFFF_FFFFL));
    pipelineState.add(Counter.SEQ_HIGH, sign * (id.sequence() >>> 32));
    pipelineState.add(Counter.SALT_LOW, sign * (id.salt() & 0xFFFF_FFFFL));
    pipelineState.add(Counter.SALT_HIGH, sign * (id.salt() >>> 32));
  }

  IdChecksum plus(IdChecksum other) {
    return new IdChecksum(
        seqLow + other.seqLow,
        seqHigh + other.seqHigh,
        saltLow + other.saltLow,
        saltHigh + other.saltHigh);
  }

  /// What is in this and not in the other.
  IdChecksum minus(IdChecksum other) {
    return new IdChecksum(
        seqLow - other.seqLow,
        seqHigh - other.seqHigh,
        saltLow - other.saltLow,
        saltHigh - other.saltHigh);
  }

  boolean isNothing() {
    return seqLow == 0 && seqHigh == 0 && saltLow == 0 && saltHigh == 0;
  }

  /// The id whose sums these are, when they are those of one.
  JobId id() {
    return JobId.of(seqHigh << 32 | seqLow, saltHigh << 32 | saltLow);
  }
}
