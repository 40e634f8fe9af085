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

/// The charts of the comparison.
record PeersCharts(Map<Contender, PeerResults> results, ComparisonPlan comparisonPlan) {
  /// The same colour in every chart.
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
            "Accepted, processed and stored per second", "connections", "jobs per second", columns);
    return chart.draw(
        series(
            Contender.values(),
            each -> comparisonPlan.connections().stream().map(each::stored).toList()));
  }

  private String stored() {
    var chart =
        new RowChart(
            "Accepted, processed and stored at 64 connections",
            "jobs per second, logarithmic",
            List.of("stored"));
    return chart.draw(
        series(Contender.values(), each -> List.of(each.stored(ComparisonPlan.TARGET))));
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
                        ComparisonPlan.TARGET,
                        peerMeasurement -> peerMeasurement.latency().p50Millis()),
                    each.median(
                        ComparisonPlan.TARGET,
                        peerMeasurement -> peerMeasurement.latency().p99Millis()),
                    each.median(
                        ComparisonPlan.TARGET,
                        peerMeasurement -> peerMeasurement.latency().p999Millis()))));
  }

  private String storedLatency() {
    var chart =
        new RowChart(
            "From the POST until the result is stored, without other load",
            "milliseconds",
            List.of("p50", "p99"));
    return chart.draw(
        series(
            processing(),
            each -> {
              var latencySamples = LatencySamples.all(each.idle);
              return List.of(latencySamples.percentile(0.5), latencySamples.percentile(0.99));
            }));
  }

  private String backlog() {
    var chart =
        new RowChart(
            "Accepted and processed per second, at 64 connections",
            "accepted + processed per second",
            List.of("no backlog", "up to %,d waiting".formatted(comparisonPlan.backlog())));
    return chart.draw(
        series(
            processing(),
            each ->
                List.of(
                    each.throughput(each.at(ComparisonPlan.TARGET)),
                    each.throughput(each.withBacklog))));
  }

  private static Contender[] processing() {
    return java.util.Arrays.stream(Contender.values())
        .filter(each -> each != Contender.CEILING)
        .toArray(Contender[]::new);
  }

  private List<CategorySeries> series(
      Contender[] contenders, Function<PeerResults, List<Double>> values) {
    var all = new ArrayList<CategorySeries>();
    for (Contender each : contenders) {
      PeerResults peerResults = results.getOrDefault(each, new PeerResults());
      all.add(new CategorySeries(each.label, COLOURS.indexOf(each), values.apply(peerResults)));
    }
    return all;
  }
}
