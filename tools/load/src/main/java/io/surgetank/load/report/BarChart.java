package io.surgetank.load.report;

import java.util.Locale;
import java.util.Map;

/// One bar per count, as SVG.
record BarChart(Map<String, Long> counts) {
  private static final int WIDTH = 760;
  private static final int ROW_HEIGHT = 26;
  private static final int NAME_WIDTH = 130;
  private static final int NUMBER_WIDTH = 90;

  String svg() {
    long max = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
    var svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"responses by code\">\n"
            .formatted(WIDTH, Math.max(1, counts.size()) * ROW_HEIGHT));
    int row = 0;
    for (var count : counts.entrySet()) {
      int y = row++ * ROW_HEIGHT;
      // A count of one among a million is still visible.
      double length =
          Math.max(2, (double) count.getValue() / max * (WIDTH - NAME_WIDTH - NUMBER_WIDTH));
      svg.append(
          String.format(
              Locale.ROOT,
              """
              <text x="%d" y="%d" text-anchor="end">%s</text>
              <rect class="%s" x="%d" y="%d" width="%.1f" height="%d" rx="2"/>
              <text x="%.1f" y="%d">%,d</text>
              """,
              NAME_WIDTH - 8,
              y + 17,
              HtmlText.escaped(count.getKey()),
              count.getKey().startsWith("2") ? "good" : "bad",
              NAME_WIDTH,
              y + 4,
              length,
              ROW_HEIGHT - 8,
              NAME_WIDTH + length + 6,
              y + 17,
              count.getValue()));
    }
    return svg.append("</svg>\n").toString();
  }
}
