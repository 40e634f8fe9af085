package io.surgetank.bench;

import io.surgetank.bench.clients.ClientGroup;
import io.surgetank.bench.clients.ClientKind;
import java.util.List;

/// What occupies the server beside the measured client.
enum IsolationLoad {
  BUSY_HANDLERS("2 handlers that compute without end", List.of()),
  SLOW_CLIENTS(
      "10,000 idle connections, 1,000 with half a head, 500 that send a byte per second",
      List.of(
          new ClientGroup(ClientKind.IDLE, 10_000),
          new ClientGroup(ClientKind.HALF_HEAD, 1_000),
          new ClientGroup(ClientKind.DRIPPING, 500))),
  HELD_BODIES("500 held bodies of 4 MiB", List.of(new ClientGroup(ClientKind.HELD_BODY, 500))),
  IDLE_CONNECTIONS("16,000 idle connections", List.of(new ClientGroup(ClientKind.IDLE, 16_000)));

  final String label;
  final List<ClientGroup> clients;

  IsolationLoad(String label, List<ClientGroup> clients) {
    this.label = label;
    this.clients = clients;
  }

  int connections() {
    return clients.stream().mapToInt(ClientGroup::count).sum();
  }
}
