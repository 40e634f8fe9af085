package io.surgetank.proof.simulation;

import io.surgetank.core.job.JobId;
import io.surgetank.core.pipeline.Ordering;
import java.util.Collection;

/// Jobs with one ordering key start in the order of acceptance, each after the end of the one
/// before; redriven and moved ones at any position, but never concurrently.
final class KeyOrder {
  private KeyOrder() {}

  /// Checks the start of this job.
  static void check(ObservedJob starting, Collection<ObservedJob> all, Violations violations) {
    Ordering ordering =
        SimulatedPipelines.ALL.named(starting.pipeline).orElseThrow().work().ordering();
    if (ordering instanceof Ordering.None) return;
    for (ObservedJob other : all) {
      if (other == starting
          || !other.pipeline.equals(starting.pipeline)
          || !other.payload.account().equals(starting.payload.account())) continue;
      violations.check(!other.isRunning(), "%s started while %s was running", starting, other);
      boolean precedes = isBefore(other.id, starting.id) && !other.reordered && !starting.reordered;
      violations.check(
          !precedes || other.isEnded(), "%s started before %s had ended", starting, other);
    }
  }

  private static boolean isBefore(JobId first, JobId second) {
    return first.sequence() < second.sequence();
  }
}
