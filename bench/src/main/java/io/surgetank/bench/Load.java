package io.surgetank.bench;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/// One order a request: each kind of server against the ceiling, in alternation.
record Load(WorkFolder folder) {
  private static final int ROUNDS = 2;
  private static final int SECONDS = 6;
  private static final int WARM_UP = 8;
  private static final int[] CONNECTIONS = {1, 64, 512};

  /// The load that the aims speak of.
  private static final int AIM = 64;

  String measure() throws IOException {
    var cells = new Cells();
    Map<Target, Server> servers = new EnumMap<>(Target.class);
    long resident;
    try {
      for (Target target : Target.values())
        if (target != Target.BUILT_IN) servers.put(target, warm(target));
      for (int round = 0; round < ROUNDS; round++)
        for (int connections : CONNECTIONS)
          for (var each : servers.entrySet())
            if (connections == AIM || each.getKey() != Target.WORK_LOGGED)
              measure(cells, new Cells.Key(each.getKey(), connections), each.getValue());
      resident = requireNonNull(servers.get(Target.WORK)).residentMegabytes();
    } finally {
      servers.values().forEach(Server::close);
    }
    // By itself: a backlog that it went on working would disturb the others.
    try (var server = warm(Target.BUILT_IN)) {
      measure(cells, new Cells.Key(Target.BUILT_IN, AIM), server);
    }
    return aims(cells, resident) + cells.table() + NOTE;
  }

  private void measure(Cells cells, Cells.Key key, Server server) throws IOException {
    var kind = new Cell.Kind(key.connections(), SECONDS, 1);
    cells.add(key, Cell.measure(folder, server, kind));
  }

  private Server warm(Target target) throws IOException {
    System.out.println("warming up: " + target.words);
    var server = Server.start(folder, target, folder.resolve(target.name()));
    var _ = Cell.measure(folder, server, new Cell.Kind(AIM, WARM_UP, 1));
    return server;
  }

  private static String aims(Cells cells, long resident) {
    var work = new Cells.Key(Target.WORK, AIM);
    return """
    - Accept, process and store at 64 connections: **%.2f of the ceiling** (aim: 0.50).
    - Its p99 of the 202 at 64 connections: **%.1f ms** (aim: under 20 ms).
    - Resident memory of that server at the end: %d MB.

    """
        .formatted(
            cells.share(work), cells.median(work, cell -> cell.latency().p99Millis()), resident);
  }

  private static final String NOTE =
      """

      Accepted and completed are the server's own counts while the load lasted; CPU and bytes are of the server's process
      and of the block device (whoever writes to it), per accepted job, until all jobs of the cell were worked. All
      servers have 256 places for attempts, so that the machine is the limit, but for the last row.

      """;
}
