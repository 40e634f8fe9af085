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
            if (connections == TARGET || each.getKey() != ServerVariant.WORK_LOGGED)
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
    return """
    - Accept, process and store at 64 connections: **%.2f of the ceiling** (target: 0.50).
    - p99 of the 202 at 64 connections: **%.1f ms** (target: under 20 ms).
    - Resident memory of that server at the end: %d MB.

    """
        .formatted(
            measurements.share(work),
            measurements.median(work, measurement -> measurement.latency().p99Millis()),
            resident);
  }

  private static final String NOTE =
      """

      Accepted and completed are the server's counts during the load. CPU is that of the server's process, bytes are those
      of the block device (of all processes), per accepted job, until all jobs of the measurement were processed. All
      servers have a concurrency of 256, so that the machine is the limit, except in the last row.

      """;
}
