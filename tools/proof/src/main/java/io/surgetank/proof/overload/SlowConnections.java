package io.surgetank.proof.overload;

import io.surgetank.bench.clients.ClientGroup;
import io.surgetank.bench.clients.ClientKind;
import io.surgetank.bench.clients.OccupyingClients;
import io.surgetank.proof.overload.OverloadFigures.ConnectionFigures;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Connections that occupy a server: most of them idle, the others slow.
record SlowConnections(int count) {
  private static final Duration OPENING = Duration.ofMinutes(1);

  /// Of each kind that is not idle, one in this number.
  static final int SLOW_OF_EACH_KIND_IN = 20;

  private List<ClientGroup> groups() {
    int slow = count / SLOW_OF_EACH_KIND_IN;
    return List.of(
        new ClientGroup(ClientKind.IDLE, count - 4 * slow),
        new ClientGroup(ClientKind.HALF_HEAD, slow),
        new ClientGroup(ClientKind.DRIPPING, slow),
        new ClientGroup(ClientKind.DRIPPING_BODY, slow),
        new ClientGroup(ClientKind.SLOW_READER, slow));
  }

  /// Measures the load without them, then beside them.
  ConnectionFigures measure(LoadPhases phases, OfferedLoad load, Duration time)
      throws IOException, InterruptedException {
    PhaseFigures without = phases.offered(load, time);
    try (var clients = OccupyingClients.start(phases.server().address(), groups())) {
      if (!clients.awaitOpened(OPENING))
        throw new IOException("the server accepted only " + clients.openings() + " connections");
      PhaseFigures beside = phases.offered(load, time);
      return new ConnectionFigures(clients.openCount(), without, beside);
    }
  }
}
