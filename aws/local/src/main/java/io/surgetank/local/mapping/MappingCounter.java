package io.surgetank.local.mapping;

/// The counts while they are counted.
final class MappingCounter {
  long polls;
  long failedPolls;
  long messages;
  long batches;
  long throttles;
  long dropped;
  long failures;
  long itemFailures;
  long deleted;
  long refusedDeletes;
  private int concurrency;
  private int peak;

  void entered() {
    concurrency++;
  }

  /// A call counts as begun once it is known that it was not refused.
  void left() {
    peak = Math.max(peak, concurrency);
    concurrency--;
    batches++;
  }

  void refused() {
    concurrency--;
    throttles++;
  }

  MappingCounts counts() {
    return new MappingCounts(
        polls,
        failedPolls,
        messages,
        batches,
        throttles,
        dropped,
        failures,
        itemFailures,
        deleted,
        refusedDeletes,
        concurrency,
        peak);
  }
}
