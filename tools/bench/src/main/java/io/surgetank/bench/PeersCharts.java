package io.surgetank.bench;

import io.surgetank.bench.chart.CategoryLineChart;
import io.surgetank.bench.chart.CategorySeries;
import io.surgetank.bench.chart.RowChart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The comparison as pictures.
record PeersCharts(Map<Contender, PeerResults> found, ComparisonPlan comparisonPlan) {
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
    var columns = comparisonPlan.connections().stream().map(String::valueOf).toList();
    var chart =
        new CategoryLineChart(
            "Accepted, worked and stored, a second", "connections", "jobs a second", columns);
    return chart.draw(
        series(
            Contender.values(),
            each -> comparisonPlan.connections().stream().map(each::stored).toList()));
  }

  private String stored() {
    var chart =
        new RowChart(
            "Accepted, worked and stored at 64 connections",
            "jobs a second; each line is ten times the one before",
            List.of("stored"));
    return chart.draw(series(Contender.values(), each -> List.of(each.stored(ComparisonPlan.AIM))));
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
                    each.median(
                        ComparisonPlan.AIM,
                        peerMeasurement -> peerMeasurement.latency().p50Millis()),
                    each.median(
                        ComparisonPlan.AIM,
                        peerMeasurement -> peerMeasurement.latency().p99Millis()),
                    each.median(
                        ComparisonPlan.AIM,
                        peerMeasurement -> peerMeasurement.latency().p999Millis()))));
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
              var latencySamples = LatencySamples.all(each.unhurried);
              return List.of(latencySamples.percentile(0.5), latencySamples.percentile(0.99));
            }));
  }

  private String backlog() {
    var chart =
        new RowChart(
            "Accepted and worked, a second, at 64 connections",
            "accepted a second + worked a second",
            List.of("nothing waiting", "up to %,d waiting".formatted(comparisonPlan.backlog())));
    return chart.draw(
        series(
            working(),
            each -> List.of(each.moved(each.at(ComparisonPlan.AIM)), each.moved(each.behind))));
  }

  private static Contender[] working() {
    return java.util.Arrays.stream(Contender.values())
        .filter(each -> each != Contender.CEILING)
        .toArray(Contender[]::new);
  }

  private List<CategorySeries> series(
      Contender[] some, Function<PeerResults, List<Double>> values) {
    var all = new ArrayList<CategorySeries>();
    for (Contender each : some) {
      PeerResults peerResults = found.getOrDefault(each, new PeerResults());
      all.add(new CategorySeries(each.words, COLOURS.indexOf(each), values.apply(peerResults)));
    }
    return all;
  }
}
