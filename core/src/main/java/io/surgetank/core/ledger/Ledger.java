package io.surgetank.core.ledger;

import io.surgetank.core.job.PipelineName;
import java.util.List;
import java.util.Map;

/// The counts of every pipeline, kept in the same transaction as the jobs they count.
public interface Ledger {
  /// Counts submissions that were received and not accepted; the caller, which answers the client,
  /// also counts those that a put refused. They leave no record, so the count may be written a
  /// little later; a crash loses the latest ones completely and never unbalances the rest.
  void rejected(PipelineName pipeline, Rejection why, long submissions);

  /// The counts as of the last transaction. Cheap.
  Map<PipelineName, PipelineCounters> counters();

  /// Metrics of the store itself, for `/metrics`. Cheap.
  default List<Gauge> gauges() {
    return List.of();
  }

  /// A metric that goes up and down. `name` is without the common prefix.
  record Gauge(String name, String help, long value) {}

  /// Recounts every record and compares. Takes as long as reading every record.
  ///
  /// Throws [VerificationRunningException] if another one runs for too long.
  VerificationReport verify();
}
