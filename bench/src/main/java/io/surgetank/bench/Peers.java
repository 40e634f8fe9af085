package io.surgetank.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/// The same job done with what else could be used, in turns on the same machine: rounds over all
/// contenders, each time started anew and alone, then once each with a backlog.
record Peers(WorkFolder folder, Plan plan) {
  private static final Path CHARTS = Path.of("docs/charts");

  String measure() throws IOException, InterruptedException {
    Map<Contender, Findings> found = new EnumMap<>(Contender.class);
    for (Contender each : Contender.values()) found.put(each, new Findings());
    for (int round = 0; round < plan.rounds(); round++)
      for (var each : found.entrySet()) {
        System.out.printf("round %d of %d: %s%n", round + 1, plan.rounds(), each.getKey().words);
        new Turn(folder, plan, each.getKey(), each.getValue()).run(round);
      }
    for (var each : found.entrySet())
      if (each.getKey() != Contender.CEILING)
        new Turn(folder, plan, each.getKey(), each.getValue()).behind();
    new PeersCharts(found, plan).write(CHARTS);
    return new PeersText(found, plan).write();
  }
}
