package io.surgetank.bench;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Orders in batches of 100.
record BatchBenchmark(WorkFolder folder) {
  private static final int ROUNDS = 2;
  private static final int SECONDS = 6;
  private static final int WARM_UP = 8;
  private static final int BATCH = 100;
  private static final int CONNECTIONS = 8;
  private static final List<ServerVariant> VARIANTS =
      List.of(ServerVariant.CEILING, ServerVariant.ACCEPT, ServerVariant.WORK);

  String measure() throws IOException {
    var measurements = new Measurements();
    Map<ServerVariant, BenchServer> servers = new EnumMap<>(ServerVariant.class);
    try {
      for (ServerVariant serverVariant : VARIANTS) {
        System.out.println("warming up: " + serverVariant.label);
        var benchServer =
            BenchServer.start(folder, serverVariant, folder.resolve("batches-" + serverVariant));
        servers.put(serverVariant, benchServer);
        var _ =
            Measurement.measure(
                folder, benchServer, new Measurement.Kind(CONNECTIONS, WARM_UP, BATCH));
      }
      for (int round = 0; round < ROUNDS; round++)
        for (var each : servers.entrySet())
          measurements.add(
              new Measurements.Key(each.getKey(), CONNECTIONS),
              Measurement.measure(
                  folder, each.getValue(), new Measurement.Kind(CONNECTIONS, SECONDS, BATCH)));
    } finally {
      servers.values().forEach(BenchServer::close);
    }
    double accepted =
        measurements.median(
            new Measurements.Key(ServerVariant.ACCEPT, CONNECTIONS), Measurement::accepted);
    return "- Accepted in batches of 100: **%,.0f jobs/s** (target: 120,000).%n%n"
            .formatted(accepted)
        + measurements.table()
        + "\nTimes are per batch.\n\n";
  }
}
