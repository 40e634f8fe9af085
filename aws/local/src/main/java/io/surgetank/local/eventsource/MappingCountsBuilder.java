package io.surgetank.local.eventsource;

/// Mutable [MappingCounts].
final class MappingCountsBuilder {
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

  void started() {
    concurrency++;
  }

  /// An invocation counts as started once it is known that it was not throttled.
  void ended() {
    peak = Math.max(peak, concurrency);
    concurrency--;
    batches++;
  }

  void throttled() {
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
