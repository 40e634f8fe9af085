package io.surgetank.load.measure;

import java.time.Duration;
import java.util.Map;

/// What happened in a short stretch of a run.
///
/// @param endsAt since the run's beginning
/// @param overloads answers that say that the server does not bear it, or none at all
/// @param inFlight requests without an answer at its end
public record Tick(
    Duration endsAt,
    Duration length,
    Map<String, Long> codes,
    Latencies latencies,
    long overloads,
    long inFlight,
    ServerBacklog serverBacklog) {
  public Tick {
    codes = Map.copyOf(codes);
  }

  public long answers() {
    return codes.values().stream().mapToLong(Long::longValue).sum();
  }

  public double perSecond() {
    return length.isPositive() ? answers() * 1e9 / length.toNanos() : 0;
  }
}
