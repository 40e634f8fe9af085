package io.surgetank.bench;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/// One order a request: each kind of server against the ceiling, in alternation.
record LoadBenchmark(WorkFolder folder) {
  private static final int ROUNDS = 2;
  private static final int SECONDS = 6;
  private static final int WARM_UP = 8;
  private static final int[] CONNECTIONS = {1, 64, 512};

  /// The load that the aims speak of.
  private static final int AIM = 64;

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
            if (connections == AIM || each.getKey() != ServerVariant.WORK_LOGGED)
              measure(
                  measurements, new Measurements.Key(each.getKey(), connections), each.getValue());
      resident = requireNonNull(servers.get(ServerVariant.WORK)).residentMegabytes();
    } finally {
      servers.values().forEach(BenchServer::close);
    }
    // By itself: a backlog that it went on working would disturb the others.
    try (var benchServer = warm(ServerVariant.BUILT_IN)) {
      measure(measurements, new Measurements.Key(ServerVariant.BUILT_IN, AIM), benchServer);
    }
    return aims(measurements, resident) + measurements.table() + NOTE;
  }

  private void measure(Measurements measurements, Measurements.Key key, BenchServer benchServer)
      throws IOException {
    var kind = new Measurement.Kind(key.connections(), SECONDS, 1);
    measurements.add(key, Measurement.measure(folder, benchServer, kind));
  }

  private BenchServer warm(ServerVariant serverVariant) throws IOException {
    System.out.println("warming up: " + serverVariant.words);
    var benchServer =
        BenchServer.start(folder, serverVariant, folder.resolve(serverVariant.name()));
    var _ = Measurement.measure(folder, benchServer, new Measurement.Kind(AIM, WARM_UP, 1));
    return benchServer;
  }

  private static String aims(Measurements measurements, long resident) {
    var work = new Measurements.Key(ServerVariant.WORK, AIM);
    return """
    - Accept, process and store at 64 connections: **%.2f of the ceiling** (aim: 0.50).
    - Its p99 of the 202 at 64 connections: **%.1f ms** (aim: under 20 ms).
    - Resident memory of that server at the end: %d MB.

    """
        .formatted(
            measurements.share(work),
            measurements.median(work, measurement -> measurement.latency().p99Millis()),
            resident);
  }

  private static final String NOTE =
      """

      Accepted and completed are the server's own counts while the load lasted; CPU and bytes are of the server's process
      and of the block device (whoever writes to it), per accepted job, until all jobs of the cell were worked. All
      servers have 256 places for attempts, so that the machine is the limit, but for the last row.

      """;
}
