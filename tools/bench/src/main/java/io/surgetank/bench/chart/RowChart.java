package io.surgetank.bench.chart;

import java.util.List;
import java.util.Locale;

/// A row per series with a logarithmic axis: a bar if there is one column, otherwise a mark per
/// column.
public record RowChart(String title, String xLabel, List<String> columns) {
  private static final int WIDTH = 860;
  private static final int LEFT = 270;
  private static final int RIGHT = 720;
  private static final int TOP = 72;
  private static final int ROW = 30;

  /// One per column.
  private static final List<String> SHAPES =
      List.of(
          "<circle class=\"%1$s mark\" cx=\"%2$.1f\" cy=\"%3$.1f\" r=\"5\"/>",
          "<rect class=\"%1$s hollow\" x=\"%4$.1f\" y=\"%5$.1f\" width=\"9\" height=\"9\"/>",
          "<path class=\"%1$s hollow\" d=\"M%2$.1f %5$.1f l5 9.5 h-10 z\"/>");

  public String draw(List<CategorySeries> all) {
    int bottom = TOP + ROW * all.size();
    var svg = new Svg(WIDTH, bottom + 52, title);
    var scale = LogScale.around(CategorySeries.measured(all), LEFT, RIGHT);
    for (double tick : scale.ticks()) {
      double x = scale.at(tick);
      svg.line("grid", new double[] {x, TOP - 8}, new double[] {x, bottom});
      svg.textCentredAt("small", x, bottom + 18, LogScale.label(tick));
    }
    svg.textCentredAt("small", (LEFT + RIGHT) / 2.0, bottom + 40, xLabel);
    if (columns.size() > 1) legend(svg);
    for (int i = 0; i < all.size(); i++) row(svg, all.get(i), TOP + ROW * i + ROW / 2.0, scale);
    return svg.toString();
  }

  private void legend(Svg svg) {
    double x = 16;
    for (int i = 0; i < columns.size(); i++) {
      shape(svg, i, "c1", x + 5, 45);
      svg.text("small", x + 16, 49, columns.get(i));
      x += 40 + 6.5 * columns.get(i).length();
    }
  }

  private void row(Svg svg, CategorySeries categorySeries, double y, LogScale scale) {
    svg.textEndingAt(
        categorySeries.colour() == CategorySeries.OWN ? "own" : "",
        LEFT - 12,
        y + 4,
        categorySeries.name());
    double[] measured = categorySeries.measured();
    if (measured.length == 0) {
      svg.text("small", LEFT + 6, y + 4, "not measured");
      return;
    }
    if (columns.size() == 1) bar(svg, categorySeries, y, scale);
    else marks(svg, categorySeries, y, scale);
    var text = new StringBuilder();
    for (double value : categorySeries.values()) {
      if (!text.isEmpty()) text.append(" · ");
      text.append(Double.isNaN(value) ? "–" : LogScale.label(value));
    }
    double max = java.util.Arrays.stream(measured).max().orElseThrow();
    svg.text("small", scale.at(max) + 12, y + 4, text.toString());
  }

  private static void bar(Svg svg, CategorySeries categorySeries, double y, LogScale scale) {
    double value = categorySeries.values().getFirst();
    svg.add(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s mark\" x=\"%d\" y=\"%.1f\" width=\"%.1f\" height=\"18\" rx=\"2\"/>",
            categorySeries.classes(),
            LEFT,
            y - 9,
            Math.max(1, scale.at(value) - LEFT)));
  }

  private void marks(Svg svg, CategorySeries categorySeries, double y, LogScale scale) {
    double[] measured = categorySeries.measured();
    double[] first = {scale.at(measured[0]), y};
    double[] last = {scale.at(measured[measured.length - 1]), y};
    svg.line(categorySeries.classes() + " span", first, last);
    for (int i = 0; i < columns.size(); i++) {
      double value = categorySeries.values().get(i);
      if (!Double.isNaN(value)) shape(svg, i, categorySeries.classes(), scale.at(value), y);
    }
  }

  private static void shape(Svg svg, int column, String classes, double... position) {
    svg.add(
        String.format(
            Locale.ROOT,
            SHAPES.get(column),
            classes,
            position[0],
            position[1],
            position[0] - 4.5,
            position[1] - 4.5));
  }
}
