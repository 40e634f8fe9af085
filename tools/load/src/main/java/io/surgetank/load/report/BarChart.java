package io.surgetank.load.report;

import java.util.Locale;
import java.util.Map;

/// One bar for each count, as SVG; long names and small counts stay readable.
record BarChart(Map<String, Long> counts) {
  private static final int WIDTH = 760;
  private static final int ROW = 26;
  private static final int NAMES = 130;
  private static final int NUMBERS = 90;

  String svg() {
    long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
    var svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"answers by code\">\n"
            .formatted(WIDTH, Math.max(1, counts.size()) * ROW));
    int row = 0;
    for (var count : counts.entrySet()) {
      int y = row++ * ROW;
      // A count of one among a million is still to be seen.
      double length = Math.max(2, (double) count.getValue() / most * (WIDTH - NAMES - NUMBERS));
      svg.append(
          String.format(
              Locale.ROOT,
              """
              <text x="%d" y="%d" text-anchor="end">%s</text>
              <rect class="%s" x="%d" y="%d" width="%.1f" height="%d" rx="2"/>
              <text x="%.1f" y="%d">%,d</text>
              """,
              NAMES - 8,
              y + 17,
              HtmlReport.escaped(count.getKey()),
              count.getKey().startsWith("2") ? "good" : "bad",
              NAMES,
              y + 4,
              length,
              ROW - 8,
              NAMES + length + 6,
              y + 17,
              count.getValue()));
    }
    return svg.append("</svg>\n").toString();
  }
}
