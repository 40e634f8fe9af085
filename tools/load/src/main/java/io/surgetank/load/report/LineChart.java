package io.surgetank.load.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Lines over a horizontal axis, as SVG. Colours come from the page's style sheet, so that they fit
/// a dark page and a light one.
record LineChart(String across, String up, List<ChartSeries> series) {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 240;
  private static final int LEFT = 56;
  private static final int RIGHT = 12;
  private static final int TOP = 24;
  private static final int BOTTOM = 40;

  String svg() {
    var x = AxisScale.holding(most(ChartSeries.Point::x));
    var y = AxisScale.holding(most(ChartSeries.Point::y));
    var svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s over %s\">\n"
            .formatted(WIDTH, HEIGHT, HtmlReport.escaped(up), HtmlReport.escaped(across)));
    for (double line : y.lines()) {
      double at = down(line, y);
      svg.append(rule(LEFT, at, WIDTH - RIGHT, at));
      svg.append(text(LEFT - 6, at + 4, "end", AxisScale.written(line)));
    }
    for (double line : x.lines())
      svg.append(text(along(line, x), HEIGHT - BOTTOM + 16, "middle", AxisScale.written(line)));
    svg.append(text(WIDTH - RIGHT, HEIGHT - 6, "end", across));
    svg.append(text(LEFT - 6, 12, "start", up));
    double keyAt = WIDTH - RIGHT;
    for (ChartSeries each : series.reversed()) {
      keyAt -= each.name().length() * 7.0;
      svg.append(
          String.format(
              Locale.ROOT,
              "<text class=\"%s\" x=\"%.1f\" y=\"12\">%s</text>\n",
              each.style(),
              keyAt,
              HtmlReport.escaped(each.name())));
      keyAt -= 16;
    }
    for (ChartSeries each : series) svg.append(path(each, x, y));
    return svg.append("</svg>\n").toString();
  }

  private double most(ToDoubleFunction<ChartSeries.Point> value) {
    return series.stream()
        .flatMap(each -> each.points().stream())
        .mapToDouble(value)
        .max()
        .orElse(1);
  }

  private static double along(double value, AxisScale x) {
    return LEFT + value / x.most() * (WIDTH - LEFT - RIGHT);
  }

  private static double down(double value, AxisScale y) {
    return HEIGHT - BOTTOM - value / y.most() * (HEIGHT - TOP - BOTTOM);
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
              along(point.x(), x),
              down(point.y(), y)));
    ChartSeries.Point last = chartSeries.points().getLast();
    return "<path class=\"%s\" d=\"%s\"/>\n".formatted(chartSeries.style(), path)
        + String.format(
            Locale.ROOT,
            "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"/>\n",
            chartSeries.style(),
            along(last.x(), x),
            down(last.y(), y));
  }

  private static String rule(double x1, double y1, double x2, double y2) {
    return String.format(
        Locale.ROOT, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n", x1, y1, x2, y2);
  }

  private static String text(double x, double y, String anchor, String words) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
        x,
        y,
        anchor,
        HtmlReport.escaped(words));
  }
}
