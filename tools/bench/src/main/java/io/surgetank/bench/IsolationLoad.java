package io.surgetank.bench;

import io.surgetank.bench.clients.ClientGroup;
import io.surgetank.bench.clients.ClientKind;
import java.util.List;

/// What occupies the server beside the measured client.
enum IsolationLoad {
  BUSY_HANDLERS("2 handlers that compute without end"),
  SLOW_CLIENTS("10,000 idle connections, 1,000 with half a head, 500 that send a byte per second"),
  HELD_BODIES("500 held bodies of 4 MiB"),
  IDLE_CONNECTIONS("16,000 idle connections");

  final String label;

  IsolationLoad(String label) {
    this.label = label;
  }

  List<ClientGroup> clients() {
    return switch (this) {
      case BUSY_HANDLERS -> List.of();
      case SLOW_CLIENTS ->
          List.of(
              new ClientGroup(ClientKind.IDLE, 10_000),
              new ClientGroup(ClientKind.HALF_HEAD, 1_000),
              new ClientGroup(ClientKind.DRIPPING, 500));
      case HELD_BODIES -> List.of(new ClientGroup(ClientKind.HELD_BODY, 500));
      case IDLE_CONNECTIONS -> List.of(new ClientGroup(ClientKind.IDLE, 16_000));
    };
  }

  int connections() {
    return clients().stream().mapToInt(ClientGroup::count).sum();
  }
}
