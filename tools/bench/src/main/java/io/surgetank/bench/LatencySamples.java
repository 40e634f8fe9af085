package io.surgetank.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Times in milliseconds from the first byte of a POST to a GET that returns `PROCESSED`.
///
/// @param unfinished samples that timed out: their times are lower bounds
record LatencySamples(List<Double> millis, int unfinished) {
  LatencySamples {
    millis = millis.stream().sorted().toList();
  }

  static LatencySamples all(Collection<LatencySamples> parts) {
    var millis = new ArrayList<Double>();
    int unfinished = 0;
    for (LatencySamples each : parts) {
      millis.addAll(each.millis);
      unfinished += each.unfinished;
    }
    return new LatencySamples(millis, unfinished);
  }

  /// `NaN` if there are too few samples.
  double percentile(double share) {
    if (millis.isEmpty() || millis.size() * (1 - share) < 1) return Double.NaN;
    return millis.get((int) (millis.size() * share));
  }

  String text(double share) {
    double value = percentile(share);
    if (Double.isNaN(value)) return "–";
    boolean isLowerBound = unfinished > millis.size() * (1 - share);
    return (isLowerBound ? "≥ " : "") + (value < 100 ? "%,.1f" : "%,.0f").formatted(value);
  }
}
