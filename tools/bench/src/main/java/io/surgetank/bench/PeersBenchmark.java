package io.surgetank.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/// Compares Surgetank with other queues on the same machine: rounds over all contenders, each
/// restarted and alone, then once each with a backlog.
record PeersBenchmark(WorkFolder folder, ComparisonPlan comparisonPlan) {
  private static final Path CHARTS = Path.of("docs/charts");

  String measure() throws IOException, InterruptedException {
    Map<Contender, PeerResults> results = new EnumMap<>(Contender.class);
    for (Contender each : Contender.values()) results.put(each, new PeerResults());
    for (int round = 0; round < comparisonPlan.rounds(); round++)
      for (var each : results.entrySet()) {
        System.out.printf(
            "round %d of %d: %s%n", round + 1, comparisonPlan.rounds(), each.getKey().label);
        new Round(folder, comparisonPlan, each.getKey(), each.getValue()).run(round);
      }
    for (var each : results.entrySet())
      if (each.getKey() != Contender.CEILING)
        new Round(folder, comparisonPlan, each.getKey(), each.getValue()).runWithBacklog();
    new PeersCharts(results, comparisonPlan).write(CHARTS);
    return new PeersText(results, comparisonPlan).write();
  }
}
