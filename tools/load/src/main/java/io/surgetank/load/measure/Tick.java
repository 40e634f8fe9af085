package io.surgetank.load.measure;

import java.time.Duration;
import java.util.Map;

/// The measurements of a short interval of a run.
///
/// @param endsAt since the start of the run
/// @param overloads responses that report overload, and missing responses
/// @param inFlight requests without a response at its end
public record Tick(
    Duration endsAt,
    Duration length,
    Map<String, Long> codes,
    LatencyPercentiles latencyPercentiles,
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
