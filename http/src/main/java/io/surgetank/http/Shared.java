package io.surgetank.http;

import io.surgetank.api.Front;
import java.util.function.LongSupplier;

/// What all connections of a server share.
record Shared(
    Front front,
    Hosts hosts,
    Gates gates,
    Work work,
    Budget budget,
    Connections connections,
    Dates dates,
    LongSupplier nanos) {

  /// Makes room for what `holding` needs, at the price of those who are silent.
  boolean makeRoom(Holding holding, long bytes) {
    if (holding.raise(bytes)) return true;
    if (!connections.freeMemory(bytes - holding.held(), budget.share())) return false;
    holding.set(bytes);
    return true;
  }

  /// Whether a request more may begin.
  boolean hasMemory() {
    return !budget.isSpent() || connections.freeMemory(budget.share(), budget.share());
  }
}
