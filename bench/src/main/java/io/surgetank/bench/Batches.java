package io.surgetank.bench;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Orders a hundred at a time.
record Batches(WorkFolder folder) {
  private static final int ROUNDS = 2;
  private static final int SECONDS = 6;
  private static final int WARM_UP = 8;
  private static final int BATCH = 100;
  private static final int CONNECTIONS = 8;
  private static final List<Target> TARGETS = List.of(Target.CEILING, Target.ACCEPT, Target.WORK);

  String measure() throws IOException {
    var cells = new Cells();
    Map<Target, Server> servers = new EnumMap<>(Target.class);
    try {
      for (Target target : TARGETS) {
        System.out.println("warming up: " + target.words);
        var server = Server.start(folder, target, folder.resolve("batches-" + target));
        servers.put(target, server);
        var _ = Cell.measure(folder, server, new Cell.Kind(CONNECTIONS, WARM_UP, BATCH));
      }
      for (int round = 0; round < ROUNDS; round++)
        for (var each : servers.entrySet())
          cells.add(
              new Cells.Key(each.getKey(), CONNECTIONS),
              Cell.measure(folder, each.getValue(), new Cell.Kind(CONNECTIONS, SECONDS, BATCH)));
    } finally {
      servers.values().forEach(Server::close);
    }
    double accepted = cells.median(new Cells.Key(Target.ACCEPT, CONNECTIONS), Cell::accepted);
    return "- Accepted in batches of 100: **%,.0f jobs/s** (aim: 30,000).%n%n".formatted(accepted)
        + cells.table()
        + "\nTimes are those of a whole batch.\n\n";
  }
}
