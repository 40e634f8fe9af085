package io.surgetank.core.ledger;

import io.surgetank.core.job.PipelineName;
import java.util.List;
import java.util.Map;

/// The counts of every pipeline, kept in the same transaction as the jobs they count.
public interface Ledger {
  /// Counts submissions that were received and not accepted; whoever answers the client counts
  /// them, those that a put refused as well. They leave no record, so the count may be written a
  /// little later; a crash forgets the last ones whole and never unbalances the rest.
  void rejected(PipelineName pipeline, Rejection why, long submissions);

  /// The counts as of the last transaction. Cheap.
  Map<PipelineName, PipelineCounters> tallies();

  /// Figures of the store itself, for `/metrics`. Cheap.
  default List<Gauge> gauges() {
    return List.of();
  }

  /// A figure that goes up and down. `name` is without the prefix that all metrics have.
  record Gauge(String name, String help, long value) {}

  /// Recounts every record and compares. Takes as long as reading every record does.
  AuditReport audit();
}
