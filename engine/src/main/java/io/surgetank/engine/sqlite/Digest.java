package io.surgetank.engine.sqlite;

import io.surgetank.job.JobId;

/// Sums over the ids of all records kept, by halves so that nothing overflows before there are two
/// billion records: when one record is missing, the difference is its id.
record Digest(long seqLow, long seqHigh, long saltLow, long saltHigh) {
  /// The same sums, made by SQL over the table `job`.
  static final String SQL =
      "sum(seq & 0xFFFFFFFF), sum(seq >> 32), sum(salt & 0xFFFFFFFF), sum(salt >> 32)";

  static Digest of(long[] counts) {
    return new Digest(
        counts[Count.SEQ_LOW.at],
        counts[Count.SEQ_HIGH.at],
        counts[Count.SALT_LOW.at],
        counts[Count.SALT_HIGH.at]);
  }

  static void add(Line line, JobId id) {
    change(line, id, 1);
  }

  static void remove(Line line, JobId id) {
    change(line, id, -1);
  }

  private static void change(Line line, JobId id, int sign) {
    line.add(Count.SEQ_LOW, sign * (id.sequence() & 0xFFFF_FFFFL));
    line.add(Count.SEQ_HIGH, sign * (id.sequence() >>> 32));
    line.add(Count.SALT_LOW, sign * (id.salt() & 0xFFFF_FFFFL));
    line.add(Count.SALT_HIGH, sign * (id.salt() >>> 32));
  }

  Digest plus(Digest other) {
    return new Digest(
        seqLow + other.seqLow,
        seqHigh + other.seqHigh,
        saltLow + other.saltLow,
        saltHigh + other.saltHigh);
  }

  /// What is in this and not in the other.
  Digest minus(Digest other) {
    return new Digest(
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
