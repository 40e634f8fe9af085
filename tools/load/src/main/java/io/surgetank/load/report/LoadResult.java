package io.surgetank.load.report;

import io.surgetank.load.measure.LatencyPercentiles;
import io.surgetank.load.measure.Tick;
import io.surgetank.load.reconcile.Reconciliation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The result of a run.
///
/// @param elapsed from the first request to the last response
/// @param broke the rates between which a ramp overloaded the server; empty if it did not
public record LoadResult(
    Duration elapsed,
    List<Tick> ticks,
    LatencyPercentiles latencyPercentiles,
    Map<String, Long> codes,
    Optional<String> broke,
    Reconciliation reconciliation) {
  public LoadResult {
    ticks = List.copyOf(ticks);
    codes = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(codes));
  }

  public double perSecond() {
    long answers = codes.values().stream().mapToLong(Long::longValue).sum();
    return elapsed.isPositive() ? answers * 1e9 / elapsed.toNanos() : 0;
  }
}
