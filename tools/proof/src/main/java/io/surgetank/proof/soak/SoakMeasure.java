package io.surgetank.proof.soak;

/// What is sampled, and how much it may differ between the halves of a run.
enum SoakMeasure {
  HEAP("heap after GC, KiB", 3, 512),
  RESIDENT("resident memory, KiB", 10, 8_192),
  THREADS("threads", 0, 2),
  DESCRIPTORS("file descriptors", 0, 4),
  FILES("files of the data folder", 0, 0),
  DATA("size of the data folder without the audit log and the write-ahead log, KiB", 3, 512),

  /// Entries are kept for much longer than a run.
  AUDIT_LOG("audit log, KiB", 0, Long.MAX_VALUE),

  /// A file that keeps the largest size that it had. Above 64 MiB, the store truncates it.
  WRITE_AHEAD_LOG("write-ahead log, KiB", 0, 65_536),
  CPU("CPU time per request, µs", 30, 0),
  LATENCY("p99 of submissions, µs", 100, 5_000);

  private final String text;
  private final int percent;
  private final long atLeast;

  /// @param percent of the first half
  /// @param atLeast if that is more
  SoakMeasure(String text, int percent, long atLeast) {
    this.text = text;
    this.percent = percent;
    this.atLeast = atLeast;
  }

  String text() {
    return text;
  }

  /// Whether the second half exceeds the first by more than is allowed.
  boolean isGrowing(Trend trend) {
    double allowed = Math.max((double) atLeast, trend.firstHalf() * percent / 100);
    return trend.difference() > allowed && trend.slopePerHalf() > allowed;
  }
}
