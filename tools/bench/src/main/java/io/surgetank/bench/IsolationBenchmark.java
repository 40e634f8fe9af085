package io.surgetank.bench;

import io.surgetank.bench.clients.OccupyingClients;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;

/// The latency of one client's requests while handlers or other clients occupy the server. A server
/// per load, first measured without it.
record IsolationBenchmark(WorkFolder folder) {
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final Duration LOADED = Duration.ofSeconds(15);
  private static final Duration OPENING = Duration.ofSeconds(60);

  String measure() throws IOException {
    requireFiles();
    var results = new ArrayList<IsolationResult>();
    for (IsolationLoad load : IsolationLoad.values()) {
      results.add(measure(load));
      System.out.println(results.getLast());
    }
    return new IsolationText(results).section();
  }

  /// The connections of the largest load, and what the JVM has open.
  private static void requireFiles() throws IOException {
    String limits = Machine.value("/proc/self/limits", "Max open files");
    int needed = IsolationLoad.IDLE_CONNECTIONS.connections() + 1_000;
    if (Integer.parseInt(limits.split("\\s+", -1)[3]) < needed)
      throw new IOException(
          "the benchmark opens %,d connections: raise `ulimit -n`".formatted(needed));
  }

  private IsolationResult measure(IsolationLoad load) throws IOException {
    try (var server = IsolationServer.start(folder, "isolation-" + load)) {
      var idle = server.measure(IDLE);
      System.out.println(load + ", idle: " + idle);
      if (load == IsolationLoad.BUSY_HANDLERS) {
        server.occupyHandlers();
        return new IsolationResult(load, idle, server.measure(LOADED), "2 timeouts counted");
      }
      try (var clients = OccupyingClients.start(server.address(), load.clients())) {
        if (!clients.awaitOpened(OPENING))
          throw new IOException("the server accepted only " + clients.openings() + " connections");
        long before = clients.openings();
        var loaded = server.measure(LOADED);
        double reopened = (clients.openings() - before) / (double) LOADED.toSeconds();
        var remark =
            "%,d open at the end, %,.0f opened per second".formatted(clients.openCount(), reopened);
        return new IsolationResult(load, idle, loaded, remark);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while connections were opened");
      }
    }
  }
}
