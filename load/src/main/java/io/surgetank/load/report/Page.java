package io.surgetank.load.report;

import io.surgetank.load.follow.Finding;
import io.surgetank.load.measure.Latencies;
import io.surgetank.load.measure.Tick;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A run as one HTML file with its charts in it; it needs no network and no script.
public final class Page {
  private static final int FINDINGS = 100;

  private Page() {}

  /// The whole page; `command` is told at its top.
  public static String of(Result result, String command) {
    var ticks = Thinned.of(result.ticks());
    var throughput = new ArrayList<Series>();
    throughput.add(new Series("answers per second", "one", ticks.rates()));
    var latency =
        List.of(
            new Series("p50", "one", ticks.worst(tick -> millis(tick, Percent.P50))),
            new Series("p99", "two", ticks.worst(tick -> millis(tick, Percent.P99))),
            new Series("max", "three", ticks.worst(tick -> millis(tick, Percent.MOST))));
    return template()
        .replace("{{verdict-class}}", result.reconciliation().addsUp() ? "good" : "bad")
        .replace(
            "{{verdict}}",
            escaped(
                TextReport.of(result.reconciliation()).stream()
                    .filter(line -> line.startsWith("Everything") || line.contains("finding"))
                    .findFirst()
                    .orElse("")))
        .replace("{{throughput}}", new LineChart("seconds", "per second", throughput).svg())
        .replace("{{latency}}", new LineChart("seconds", "ms", latency).svg())
        .replace("{{percentiles}}", percentiles(result.latencies()))
        .replace("{{backlog}}", backlog(ticks))
        .replace("{{codes}}", new BarChart(result.codes()).svg())
        .replace("{{findings}}", findings(result))
        // What comes from outside goes in last, so that nothing in it is taken for a place.
        .replace("{{numbers}}", escaped(String.join("\n", TextReport.of(result))))
        .replace("{{command}}", escaped(command));
  }

  private enum Percent {
    P50,
    P99,
    MOST
  }

  private static double millis(Tick tick, Percent percent) {
    Latencies latencies = tick.latencies();
    return JsonReport.millis(
        switch (percent) {
          case P50 -> latencies.p50();
          case P99 -> latencies.p99();
          case MOST -> latencies.most();
        });
  }

  /// Percentiles over "nines", so that the slow end has as much room as the fast one.
  private static String percentiles(Latencies latencies) {
    var points = new ArrayList<Series.Point>();
    latencies
        .curve()
        .forEach((percent, time) ->
            points.add(new Series.Point(-Math.log10(1 - percent / 100), JsonReport.millis(time))));
    var series = List.of(new Series("latency", "two", points));
    return new LineChart("nines: 1 is p90, 2 is p99, 3 is p99.9", "ms", series).svg();
  }

  private static String backlog(Thinned ticks) {
    if (ticks.waiting().isEmpty()) return "<p>It does not say.</p>";
    var waiting = List.of(new Series("waiting", "two", ticks.waiting()));
    return new LineChart("seconds", "jobs", waiting).svg();
  }

  private static String findings(Result result) {
    if (result.reconciliation().addsUp()) return "";
    var rows = new StringBuilder("<h2>Findings</h2>\n<table>\n");
    for (Finding finding : result.reconciliation().findings().stream().limit(FINDINGS).toList())
      rows.append(
          "<tr><td><code>%s</code></td><td>%s</td></tr>\n"
              .formatted(escaped(finding.subject()), escaped(finding.fault())));
    rows.append("</table>\n");
    long more = result.reconciliation().findingsInAll() - FINDINGS;
    if (more > 0) rows.append("<p>… and ").append(more).append(" more.</p>\n");
    return rows.toString();
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String template() {
    try (InputStream in =
        Objects.requireNonNull(Page.class.getResourceAsStream("report.html"), "report.html")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("report.html cannot be read", unreadable);
    }
  }
}
