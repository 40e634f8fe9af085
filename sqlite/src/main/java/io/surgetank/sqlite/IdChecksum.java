package io.surgetank.sqlite;

import io.surgetank.core.job.JobId;

/// Sums over the ids of all records, by halves so that nothing overflows below two billion records:
/// if one record is missing, the difference is its id.
record IdChecksum(long seqLow, long seqHigh, long saltLow, long saltHigh) {
  /// The same sums in SQL over the table `job`.
  static final String SQL =
      "sum(seq & 0xFFFFFFFF), sum(seq >> 32), sum(salt & 0xFFFFFFFF), sum(salt >> 32)";

  static IdChecksum of(long[] counts) {
    return new IdChecksum(
        counts[Counter.SEQ_LOW.at],
        counts[Counter.SEQ_HIGH.at],
        counts[Counter.SALT_LOW.at],
        counts[Counter.SALT_HIGH.at]);
  }

  static void add(PipelineState state, JobId id) {
    change(state, id, 1);
  }

  static void remove(PipelineState state, JobId id) {
    change(state, id, -1);
  }

  private static void change(PipelineState state, JobId id, int sign) {
    state.add(Counter.SEQ_LOW, sign * (id.sequence() & 0xFFFF_FFFFL));
    state.add(Counter.SEQ_HIGH, sign * (id.sequence() >>> 32));
    state.add(Counter.SALT_LOW, sign * (id.salt() & 0xFFFF_FFFFL));
    state.add(Counter.SALT_HIGH, sign * (id.salt() >>> 32));
  }

  IdChecksum plus(IdChecksum other) {
    return new IdChecksum(
        seqLow + other.seqLow,
        seqHigh + other.seqHigh,
        saltLow + other.saltLow,
        saltHigh + other.saltHigh);
  }

  /// The difference to the other.
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

  /// The id, if these are the sums of a single one.
  JobId id() {
    return JobId.of(seqHigh << 32 | seqLow, saltHigh << 32 | saltLow);
  }
}
