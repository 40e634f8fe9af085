package io.surgetank.load.report;

import io.surgetank.load.measure.LatencyPercentiles;
import io.surgetank.load.measure.Tick;
import io.surgetank.load.reconcile.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A run as one HTML file with charts; it needs no network and no script.
public final class HtmlReport {
  private static final int MAX_FINDINGS = 100;

  /// How each report begins.
  public static final String BEGINNING = "<!doctype html>\n<!-- Written by surgetank load -->";

  private HtmlReport() {}

  /// The page; `command` is its subtitle.
  public static String of(LoadResult loadResult, String command) {
    var ticks = Downsampled.of(loadResult.ticks());
    var throughput = new ArrayList<ChartSeries>();
    throughput.add(new ChartSeries("responses per second", "one", ticks.rates()));
    var latency =
        List.of(
            new ChartSeries("p50", "one", ticks.max(tick -> millis(tick, Percent.P50))),
            new ChartSeries("p99", "two", ticks.max(tick -> millis(tick, Percent.P99))),
            new ChartSeries("max", "three", ticks.max(tick -> millis(tick, Percent.MAX))));
    return template()
        .replace("{{verdict-class}}", loadResult.reconciliation().passes() ? "good" : "bad")
        .replace(
            "{{verdict}}",
            HtmlText.escaped(
                TextReport.of(loadResult.reconciliation()).stream()
                    .filter(line -> line.contains("finding"))
                    .findFirst()
                    .orElse("")))
        .replace("{{throughput}}", new LineChart("seconds", "per second", throughput).svg())
        .replace("{{latency}}", new LineChart("seconds", "ms", latency).svg())
        .replace("{{percentiles}}", percentiles(loadResult.latencyPercentiles()))
        .replace("{{backlog}}", backlog(ticks))
        .replace("{{codes}}", new BarChart(loadResult.codes()).svg())
        .replace("{{findings}}", findings(loadResult))
        // Last, so that no placeholder in external text is replaced.
        .replace("{{numbers}}", HtmlText.escaped(String.join("\n", TextReport.of(loadResult))))
        .replace("{{command}}", HtmlText.escaped(command));
  }

  private enum Percent {
    P50,
    P99,
    MAX
  }

  private static double millis(Tick tick, Percent percent) {
    LatencyPercentiles latencyPercentiles = tick.latencyPercentiles();
    return JsonReport.millis(
        switch (percent) {
          case P50 -> latencyPercentiles.p50();
          case P99 -> latencyPercentiles.p99();
          case MAX -> latencyPercentiles.max();
        });
  }

  /// Over the number of nines, so that the slow end has enough room.
  private static String percentiles(LatencyPercentiles latencyPercentiles) {
    var points = new ArrayList<ChartSeries.Point>();
    latencyPercentiles
        .curve()
        .forEach((percent, time) ->
            points.add(
                new ChartSeries.Point(-Math.log10(1 - percent / 100), JsonReport.millis(time))));
    var series = List.of(new ChartSeries("latency", "two", points));
    return new LineChart("nines: 1 is p90, 2 is p99, 3 is p99.9", "ms", series).svg();
  }

  private static String backlog(Downsampled ticks) {
    if (ticks.unfinished().isEmpty()) return "<p>Not reported.</p>";
    var unfinished = List.of(new ChartSeries("unfinished", "two", ticks.unfinished()));
    return new LineChart("seconds", "jobs", unfinished).svg();
  }

  private static String findings(LoadResult loadResult) {
    if (loadResult.reconciliation().passes()) return "";
    var rows = new StringBuilder("<h2>Findings</h2>\n<table>\n");
    for (Finding finding :
        loadResult.reconciliation().findings().stream().limit(MAX_FINDINGS).toList())
      rows.append(
          "<tr><td><code>%s</code></td><td>%s</td></tr>\n"
              .formatted(HtmlText.escaped(finding.subject()), HtmlText.escaped(finding.error())));
    rows.append("</table>\n");
    long more = loadResult.reconciliation().totalFindings() - MAX_FINDINGS;
    if (more > 0) rows.append("<p>… and ").append(more).append(" more.</p>\n");
    return rows.toString();
  }

  private static String template() {
    try (InputStream in =
        Objects.requireNonNull(
            HtmlReport.class.getResourceAsStream("report.html"), "report.html")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read report.html", unreadable);
    }
  }
}
