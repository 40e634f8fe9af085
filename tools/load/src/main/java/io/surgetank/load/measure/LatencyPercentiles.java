package io.surgetank.load.measure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.AbstractHistogram;

/// Percentiles of the time from a request's intended start to its response.
public record LatencyPercentiles(
    long count,
    Duration p50,
    Duration p90,
    Duration p99,
    Duration p999,
    Duration max,
    Map<Double, Duration> curve) {

  /// The percentiles of the curve.
  private static final double[] CURVE = {
    0, 10, 25, 50, 75, 90, 95, 99, 99.5, 99.9, 99.95, 99.99, 99.999
  };

  static LatencyPercentiles of(AbstractHistogram nanos) {
    var curve = new LinkedHashMap<Double, Duration>();
    for (double percent : CURVE)
      if (nanos.getTotalCount() * (100 - percent) / 100 >= 1)
        curve.put(percent, at(nanos, percent));
    return new LatencyPercentiles(
        nanos.getTotalCount(),
        at(nanos, 50),
        at(nanos, 90),
        at(nanos, 99),
        at(nanos, 99.9),
        at(nanos, 100),
        curve);
  }

  private static Duration at(AbstractHistogram nanos, double percent) {
    return Duration.ofNanos(nanos.getValueAtPercentile(percent));
  }
}
