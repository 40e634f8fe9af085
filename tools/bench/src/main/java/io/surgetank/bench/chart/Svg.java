package io.surgetank.bench.chart;

import io.surgetank.load.report.HtmlText;
import java.util.Locale;

/// Builds an SVG document. Colours are CSS classes with a light and a dark value.
final class Svg {
  private static final String STYLE =
      """
      <style>
        text { font: 12px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #24292f; }
        .title { font-size: 15px; font-weight: 600; } .small { font-size: 11px; fill: #57606a; }
        .own { font-weight: 700; }
        .page { fill: #ffffff; } .grid { stroke: #d0d7de; stroke-width: 1; }
        .axis { stroke: #57606a; stroke-width: 1; }
        .c0 { --c: #0550ae; } .c1 { --c: #6e7781; } .c2 { --c: #1a7f37; } .c3 { --c: #bc4c00; }
        .c4 { --c: #d4a72c; } .c5 { --c: #8250df; } .c6 { --c: #c297ff; } .c7 { --c: #cf222e; }
        .c8 { --c: #1b7c83; }
        .line { fill: none; stroke: var(--c); stroke-width: 2; } .bold { stroke-width: 3.5; }
        .dashed { stroke-dasharray: 6 4; } .mark { fill: var(--c); }
        .hollow { fill: none; stroke: var(--c); stroke-width: 2; }
        .span { stroke: var(--c); stroke-width: 2; opacity: .45; }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3; } .small { fill: #9198a1; } .page { fill: #0d1117; }
          .grid { stroke: #30363d; } .axis { stroke: #9198a1; }
          .c0 { --c: #58a6ff; } .c1 { --c: #9198a1; } .c2 { --c: #3fb950; } .c3 { --c: #f0883e; }
          .c4 { --c: #e3b341; } .c5 { --c: #bc8cff; } .c6 { --c: #8957e5; } .c7 { --c: #ff7b72; }
          .c8 { --c: #39c5cf; }
        }
      </style>
      """;

  static final int COLOURS = 9;

  private final StringBuilder marks = new StringBuilder();
  private final int width;
  private final int height;

  Svg(int width, int height, String title) {
    this.width = width;
    this.height = height;
    marks.append("<rect class=\"page\" width=\"%d\" height=\"%d\"/>\n".formatted(width, height));
    text("title", 16, 26, title);
  }

  void line(String classes, double[] from, double[] to) {
    add(
        String.format(
            Locale.ROOT,
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
            classes,
            from[0],
            from[1],
            to[0],
            to[1]));
  }

  void text(String classes, double x, double y, String text) {
    add(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
            classes,
            x,
            y,
            HtmlText.escaped(text)));
  }

  /// Text that ends at `x`.
  void textEndingAt(String classes, double x, double y, String text) {
    add(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" text-anchor=\"end\" x=\"%.1f\" y=\"%.1f\">%s</text>",
            classes,
            x,
            y,
            HtmlText.escaped(text)));
  }

  void textCentredAt(String classes, double x, double y, String text) {
    add(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" text-anchor=\"middle\" x=\"%.1f\" y=\"%.1f\">%s</text>",
            classes,
            x,
            y,
            HtmlText.escaped(text)));
  }

  /// Appends an element.
  void add(String mark) {
    marks.append(mark).append('\n');
  }

  @Override
  public String toString() {
    return ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " viewBox=\"0 0 %1$d %2$d\" role=\"img\">%n")
            .formatted(width, height)
        + STYLE
        + marks
        + "</svg>\n";
  }
}
