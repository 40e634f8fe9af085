package io.surgetank.bench.chart;

import java.util.List;

/// Values in the order of the chart's categories; `NaN` if not measured.
///
/// @param colour index in the palette: 0 is drawn bold, 1 as a limit
public record CategorySeries(String name, int colour, List<Double> values) {
  static final int OWN = 0;
  static final int LIMIT = 1;

  public CategorySeries {
    values = List.copyOf(values);
  }

  String classes() {
    return "c" + colour % Svg.COLOURS;
  }

  double[] measured() {
    return values.stream()
        .mapToDouble(Double::doubleValue)
        .filter(value -> !Double.isNaN(value))
        .toArray();
  }

  static double[] measured(List<CategorySeries> all) {
    return all.stream()
        .flatMapToDouble(categorySeries -> java.util.Arrays.stream(categorySeries.measured()))
        .toArray();
  }
}
