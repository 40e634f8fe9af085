package io.surgetank.load.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// A line chart as SVG. Colours come from the style sheet, which has a dark and a light mode.
record LineChart(String xLabel, String yLabel, List<ChartSeries> series) {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 240;
  private static final int LEFT = 56;
  private static final int RIGHT = 12;
  private static final int TOP = 24;
  private static final int BOTTOM = 40;

  String svg() {
    var x = AxisScale.upTo(max(ChartSeries.Point::x));
    var y = AxisScale.upTo(max(ChartSeries.Point::y));
    var svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s over %s\">\n"
            .formatted(WIDTH, HEIGHT, HtmlText.escaped(yLabel), HtmlText.escaped(xLabel)));
    for (double line : y.lines()) {
      double at = toY(line, y);
      svg.append(line(LEFT, at, WIDTH - RIGHT, at));
      svg.append(text(LEFT - 6, at + 4, "end", AxisScale.label(line)));
    }
    for (double line : x.lines())
      svg.append(text(toX(line, x), HEIGHT - BOTTOM + 16, "middle", AxisScale.label(line)));
    svg.append(text(WIDTH - RIGHT, HEIGHT - 6, "end", xLabel));
    svg.append(text(LEFT - 6, 12, "start", yLabel));
    double legendX = WIDTH - RIGHT;
    for (ChartSeries each : series.reversed()) {
      legendX -= each.name().length() * 7.0;
      svg.append(
          String.format(
              Locale.ROOT,
              "<text class=\"%s\" x=\"%.1f\" y=\"12\">%s</text>\n",
              each.style(),
              legendX,
              HtmlText.escaped(each.name())));
      legendX -= 16;
    }
    for (ChartSeries each : series) svg.append(path(each, x, y));
    return svg.append("</svg>\n").toString();
  }

  private double max(ToDoubleFunction<ChartSeries.Point> value) {
    return series.stream()
        .flatMap(each -> each.points().stream())
        .mapToDouble(value)
        .max()
        .orElse(1);
  }

  private static double toX(double value, AxisScale x) {
    return LEFT + value / x.max() * (WIDTH - LEFT - RIGHT);
  }

  private static double toY(double value, AxisScale y) {
    return HEIGHT - BOTTOM - value / y.max() * (HEIGHT - TOP - BOTTOM);
  }

  private static String path(ChartSeries chartSeries, AxisScale x, AxisScale y) {
    if (chartSeries.points().isEmpty()) return "";
    var path = new StringBuilder();
    for (ChartSeries.Point point : chartSeries.points())
      path.append(
          String.format(
              Locale.ROOT,
              "%s%.1f %.1f",
              path.isEmpty() ? "M" : " L",
              toX(point.x(), x),
              toY(point.y(), y)));
    ChartSeries.Point last = chartSeries.points().getLast();
    return "<path class=\"%s\" d=\"%s\"/>\n".formatted(chartSeries.style(), path)
        + String.format(
            Locale.ROOT,
            "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"/>\n",
            chartSeries.style(),
            toX(last.x(), x),
            toY(last.y(), y));
  }

  private static String line(double x1, double y1, double x2, double y2) {
    return String.format(
        Locale.ROOT, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n", x1, y1, x2, y2);
  }

  private static String text(double x, double y, String anchor, String text) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
        x,
        y,
        anchor,
        HtmlText.escaped(text));
  }
}
