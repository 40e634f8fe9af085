package io.surgetank.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Times from the first byte of a POST to a GET that says `PROCESSED`, in milliseconds.
///
/// @param unfinished how many were given up on: their times are the least that they can be
record LatencySamples(List<Double> millis, int unfinished) {
  LatencySamples {
    millis = millis.stream().sorted().toList();
  }

  static LatencySamples all(Collection<LatencySamples> some) {
    var millis = new ArrayList<Double>();
    int unfinished = 0;
    for (LatencySamples each : some) {
      millis.addAll(each.millis);
      unfinished += each.unfinished;
    }
    return new LatencySamples(millis, unfinished);
  }

  /// `NaN` when there are too few for it to mean anything.
  double percentile(double share) {
    if (millis.isEmpty() || millis.size() * (1 - share) < 1) return Double.NaN;
    return millis.get((int) (millis.size() * share));
  }

  String words(double share) {
    double value = percentile(share);
    if (Double.isNaN(value)) return "–";
    boolean least = unfinished > millis.size() * (1 - share);
    return (least ? "≥ " : "") + (value < 100 ? "%,.1f" : "%,.0f").formatted(value);
  }
}
