package io.surgetank.bench;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/// One order per request: each variant of the server and the ceiling, alternately.
record LoadBenchmark(WorkFolder folder) {
  private static final int ROUNDS = 2;
  private static final int SECONDS = 6;
  private static final int WARM_UP = 8;
  private static final int[] CONNECTIONS = {1, 64, 512};

  /// The connections of the targets.
  private static final int TARGET = 64;

  String measure() throws IOException {
    var measurements = new Measurements();
    Map<ServerVariant, BenchServer> servers = new EnumMap<>(ServerVariant.class);
    long resident;
    try {
      for (ServerVariant serverVariant : ServerVariant.values())
        if (serverVariant != ServerVariant.BUILT_IN)
          servers.put(serverVariant, warm(serverVariant));
      for (int round = 0; round < ROUNDS; round++)
        for (int connections : CONNECTIONS)
          for (var each : servers.entrySet())
            measure(
                measurements, new Measurements.Key(each.getKey(), connections), each.getValue());
      resident = requireNonNull(servers.get(ServerVariant.WORK)).residentMegabytes();
    } finally {
      servers.values().forEach(BenchServer::close);
    }
    // Alone: processing of its backlog would disturb the others.
    try (var benchServer = warm(ServerVariant.BUILT_IN)) {
      measure(measurements, new Measurements.Key(ServerVariant.BUILT_IN, TARGET), benchServer);
    }
    return summary(measurements, resident) + measurements.table() + NOTE;
  }

  private void measure(Measurements measurements, Measurements.Key key, BenchServer benchServer)
      throws IOException {
    var kind = new Measurement.Kind(key.connections(), SECONDS, 1);
    measurements.add(key, Measurement.measure(folder, benchServer, kind));
  }

  private BenchServer warm(ServerVariant serverVariant) throws IOException {
    System.out.println("warming up: " + serverVariant.label);
    var benchServer =
        BenchServer.start(folder, serverVariant, folder.resolve(serverVariant.name()));
    var _ = Measurement.measure(folder, benchServer, new Measurement.Kind(TARGET, WARM_UP, 1));
    return benchServer;
  }

  private static String summary(Measurements measurements, long resident) {
    var work = new Measurements.Key(ServerVariant.WORK, TARGET);
    var logged = new Measurements.Key(ServerVariant.WORK_LOGGED, TARGET);
    var many = new Measurements.Key(ServerVariant.WORK_LOGGED, 512);
    return """
    With the log at its default (`info`), as shipped:

    - Accept, process and store, of the ceiling: **%.2f** at 1 connection (target: 0.25), **%.2f** at 64 (target: 0.60), **%.2f** at 512 (target: 0.70).
    - Completed of accepted at 512 connections: **%.2f** (target: 0.90).
    - p99 of the 202 at 64 connections: **%.1f ms** (target: under 6 ms where a sync takes less than 0.3 ms).
    - Written to the device per job at 64 connections: **%,.0f bytes** (target: 2,048).
    - The rate with the log at `info`, relative to `warn`: **%.2f** (target: 0.95).
    - Resident memory of the server with the log at `warn` at the end: %d MB.

    """
        .formatted(
            measurements.share(new Measurements.Key(ServerVariant.WORK_LOGGED, 1)),
            measurements.share(logged),
            measurements.share(many),
            measurements.median(many, Measurement::completed)
                / measurements.median(many, Measurement::accepted),
            measurements.median(logged, measurement -> measurement.latency().p99Millis()),
            measurements.median(logged, Measurement::deviceBytes),
            measurements.median(logged, Measurement::accepted)
                / measurements.median(work, Measurement::accepted),
            resident);
  }

  private static final String NOTE =
      """

      Accepted and completed are the server's counts during the load. CPU is that of the server's process, bytes are those
      of the block device (of all processes), per accepted job, until all jobs of the measurement were processed. All
      servers have a concurrency of 256, so that the machine is the limit, except in the last row.

      """;
}
