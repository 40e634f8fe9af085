package io.surgetank.bench.chart;

import io.surgetank.load.report.HtmlText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// A line chart with categories on one axis and a logarithmic other axis. Names are at the ends of
/// the lines.
public record CategoryLineChart(String title, String xLabel, String yLabel, List<String> columns) {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 460;
  private static final int LEFT = 76;
  private static final int RIGHT = 600;
  private static final int TOP = 64;
  private static final int BOTTOM = 400;

  /// Names closer together would overlap.
  private static final double NAME_DISTANCE = 17;

  public String draw(List<CategorySeries> all) {
    var svg = new Svg(WIDTH, HEIGHT, title);
    var scale = LogScale.around(CategorySeries.measured(all), BOTTOM, TOP);
    svg.text("small", 16, 46, yLabel);
    for (double tick : scale.ticks()) {
      double y = scale.at(tick);
      svg.line("grid", new double[] {LEFT, y}, new double[] {RIGHT, y});
      svg.textEndingAt("small", LEFT - 8, y + 4, LogScale.label(tick));
    }
    for (int i = 0; i < columns.size(); i++)
      svg.textCentredAt("small", x(i), BOTTOM + 20, columns.get(i));
    svg.textCentredAt("small", (LEFT + RIGHT) / 2.0, BOTTOM + 44, xLabel);
    svg.line("axis", new double[] {LEFT, BOTTOM}, new double[] {RIGHT, BOTTOM});
    for (CategorySeries categorySeries : all) line(svg, categorySeries, scale);
    names(svg, all, scale);
    return svg.toString();
  }

  private double x(int column) {
    double inner = RIGHT - LEFT - 40.0;
    return LEFT + 20 + (columns.size() == 1 ? inner / 2 : inner * column / (columns.size() - 1));
  }

  private void line(Svg svg, CategorySeries categorySeries, LogScale scale) {
    var path = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      double value = categorySeries.values().get(i);
      if (Double.isNaN(value)) continue;
      double y = scale.at(value);
      path.append(path.isEmpty() ? 'M' : 'L').append("%.1f %.1f ".formatted(x(i), y));
      svg.add(
          String.format(
              Locale.ROOT,
              "<circle class=\"%s mark\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"><title>%s:"
                  + " %s</title></circle>",
              categorySeries.classes(),
              x(i),
              y,
              HtmlText.escaped(categorySeries.name()),
              LogScale.label(value)));
    }
    String weight =
        switch (categorySeries.colour()) {
          case CategorySeries.OWN -> " bold";
          case CategorySeries.LIMIT -> " dashed";
          default -> "";
        };
    svg.add(
        String.format(
            Locale.ROOT,
            "<path class=\"%s line%s\" d=\"%s\"/>",
            categorySeries.classes(),
            weight,
            path));
  }

  private record Name(CategorySeries categorySeries, double height) {}

  /// At the height of the end of the line, moved down to avoid overlaps.
  private void names(Svg svg, List<CategorySeries> all, LogScale scale) {
    var names = new ArrayList<Name>();
    for (CategorySeries categorySeries : all) {
      double[] measured = categorySeries.measured();
      if (measured.length > 0)
        names.add(new Name(categorySeries, scale.at(measured[measured.length - 1])));
    }
    names.sort(Comparator.comparingDouble(Name::height));
    double free = 0;
    for (Name name : names) {
      double y = Math.max(name.height, free);
      free = y + NAME_DISTANCE;
      String classes = name.categorySeries.classes();
      double[] end = {x(columns.size() - 1) + 6, name.height};
      svg.line(classes + " span", end, new double[] {RIGHT + 8, y});
      svg.text(
          name.categorySeries.colour() == CategorySeries.OWN ? "own" : "",
          RIGHT + 14,
          y + 4,
          text(name));
    }
  }

  private static String text(Name name) {
    double[] measured = name.categorySeries.measured();
    return name.categorySeries.name() + "  " + LogScale.label(measured[measured.length - 1]);
  }
}
