package io.surgetank.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An axis from zero to a round number.
record AxisScale(double max, double step) {
  /// A scale up to at least `value`, with about four lines.
  static AxisScale upTo(double value) {
    double max = Math.max(value, 1e-9);
    double magnitude = Math.pow(10, Math.floor(Math.log10(max / 4)));
    double step = magnitude;
    for (double factor : new double[] {1, 2, 2.5, 5, 10})
      if (magnitude * factor * 4 >= max) {
        step = magnitude * factor;
        break;
      }
    return new AxisScale(Math.ceil(max / step - 1e-9) * step, step);
  }

  List<Double> lines() {
    var lines = new ArrayList<Double>();
    for (int i = 0; i * step <= max * (1 + 1e-9); i++) lines.add(i * step);
    return lines;
  }

  static String label(double value) {
    if (value >= 10_000) return String.format(Locale.ROOT, "%,.0fk", value / 1000);
    if (value >= 10 || value == Math.rint(value)) return String.format(Locale.ROOT, "%,.0f", value);
    return String.format(Locale.ROOT, value >= 0.1 ? "%.1f" : "%.3f", value);
  }
}
