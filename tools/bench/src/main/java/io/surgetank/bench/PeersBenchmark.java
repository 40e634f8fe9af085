package io.surgetank.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/// The same job done with what else could be used, in turns on the same machine: rounds over all
/// contenders, each time started anew and alone, then once each with a backlog.
record PeersBenchmark(WorkFolder folder, ComparisonPlan comparisonPlan) {
  private static final Path CHARTS = Path.of("docs/charts");

  String measure() throws IOException, InterruptedException {
    Map<Contender, PeerResults> found = new EnumMap<>(Contender.class);
    for (Contender each : Contender.values()) found.put(each, new PeerResults());
    for (int round = 0; round < comparisonPlan.rounds(); round++)
      for (var each : found.entrySet()) {
        System.out.printf(
            "round %d of %d: %s%n", round + 1, comparisonPlan.rounds(), each.getKey().words);
        new Round(folder, comparisonPlan, each.getKey(), each.getValue()).run(round);
      }
    for (var each : found.entrySet())
      if (each.getKey() != Contender.CEILING)
        new Round(folder, comparisonPlan, each.getKey(), each.getValue()).behind();
    new PeersCharts(found, comparisonPlan).write(CHARTS);
    return new PeersText(found, comparisonPlan).write();
  }
}
