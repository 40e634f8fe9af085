package io.surgetank.load.report;

import java.util.List;

/// A line of a chart. `style` is its class in the style sheet.
record ChartSeries(String name, String style, List<Point> points) {
  ChartSeries {
    points = List.copyOf(points);
  }

  record Point(double x, double y) {}
}
