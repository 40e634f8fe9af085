package io.surgetank.bench;

import io.surgetank.bench.chart.LineChart;
import io.surgetank.bench.chart.RowChart;
import io.surgetank.bench.chart.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The comparison as pictures.
record PeersCharts(Map<Contender, Findings> found, Plan plan) {
  /// Each has the same in every chart.
  private static final List<Contender> COLOURS = List.of(Contender.values());

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("peers-throughput.svg"), throughput());
    Files.writeString(folder.resolve("peers-stored.svg"), stored());
    Files.writeString(folder.resolve("peers-accept-latency.svg"), acceptLatency());
    Files.writeString(folder.resolve("peers-stored-latency.svg"), storedLatency());
    Files.writeString(folder.resolve("peers-backlog.svg"), backlog());
  }

  private String throughput() {
    var columns = plan.connections().stream().map(String::valueOf).toList();
    var chart =
        new LineChart(
            "Accepted, worked and stored, a second", "connections", "jobs a second", columns);
    return chart.draw(
        series(Contender.values(), each -> plan.connections().stream().map(each::stored).toList()));
  }

  private String stored() {
    var chart =
        new RowChart(
            "Accepted, worked and stored at 64 connections",
            "jobs a second; each line is ten times the one before",
            List.of("stored"));
    return chart.draw(series(Contender.values(), each -> List.of(each.stored(Plan.AIM))));
  }

  private String acceptLatency() {
    var chart =
        new RowChart(
            "Until the 202, at 64 connections", "milliseconds", List.of("p50", "p99", "p99.9"));
    return chart.draw(
        series(
            Contender.values(),
            each ->
                List.of(
                    each.median(Plan.AIM, trial -> trial.latency().p50Millis()),
                    each.median(Plan.AIM, trial -> trial.latency().p99Millis()),
                    each.median(Plan.AIM, trial -> trial.latency().p999Millis()))));
  }

  private String storedLatency() {
    var chart =
        new RowChart(
            "From the POST until the result is stored, with little to do",
            "milliseconds",
            List.of("p50", "p99"));
    return chart.draw(
        series(
            working(),
            each -> {
              var samples = Samples.all(each.unhurried);
              return List.of(samples.percentile(0.5), samples.percentile(0.99));
            }));
  }

  private String backlog() {
    var chart =
        new RowChart(
            "Accepted and worked, a second, at 64 connections",
            "accepted a second + worked a second",
            List.of("nothing waiting", "up to %,d waiting".formatted(plan.backlog())));
    return chart.draw(
        series(working(), each -> List.of(each.moved(each.at(Plan.AIM)), each.moved(each.behind))));
  }

  private static Contender[] working() {
    return java.util.Arrays.stream(Contender.values())
        .filter(each -> each != Contender.CEILING)
        .toArray(Contender[]::new);
  }

  private List<Series> series(Contender[] some, Function<Findings, List<Double>> values) {
    var all = new ArrayList<Series>();
    for (Contender each : some) {
      Findings findings = found.getOrDefault(each, new Findings());
      all.add(new Series(each.words, COLOURS.indexOf(each), values.apply(findings)));
    }
    return all;
  }
}
