package io.surgetank.bench.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A logarithmic axis from `start` to `end` of the drawing.
record LogScale(double lowest, double highest, double start, double end) {

  /// Whole powers of ten around the values.
  static LogScale around(double[] values, double start, double end) {
    double min = Double.MAX_VALUE;
    double max = 0;
    for (double value : values) {
      if (value > 0) min = Math.min(min, value);
      max = Math.max(max, value);
    }
    if (max == 0) return new LogScale(1, 10, start, end);
    double low = Math.pow(10, Math.floor(Math.log10(min)));
    double high = Math.pow(10, Math.ceil(Math.log10(max * 1.02)));
    return new LogScale(low, high, start, end);
  }

  double at(double value) {
    double bounded = Math.clamp(value, lowest, highest);
    double share = Math.log10(bounded / lowest) / Math.log10(highest / lowest);
    return start + share * (end - start);
  }

  List<Double> ticks() {
    var ticks = new ArrayList<Double>();
    for (double tick = lowest; tick <= highest * 1.001; tick *= 10) ticks.add(tick);
    return ticks;
  }

  static String label(double value) {
    if (value >= 1_000) return String.format(Locale.ROOT, "%,.0f", value);
    if (value >= 10) return String.format(Locale.ROOT, "%.0f", value);
    if (value >= 1) return String.format(Locale.ROOT, "%.1f", value).replace(".0", "");
    return String.format(Locale.ROOT, "%.2g", value);
  }
}
