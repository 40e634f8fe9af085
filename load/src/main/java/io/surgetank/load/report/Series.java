package io.surgetank.load.report;

import java.util.List;

/// A line of a chart. `style` names its colour in the page's style sheet.
record Series(String name, String style, List<Point> points) {
  Series {
    points = List.copyOf(points);
  }

  record Point(double x, double y) {}
}
