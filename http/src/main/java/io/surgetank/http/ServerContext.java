package io.surgetank.http;

import io.surgetank.core.api.RequestHandler;
import java.util.function.LongSupplier;

/// What all connections of a server share.
record ServerContext(
    RequestHandler requestHandler,
    AllowedHosts allowedHosts,
    ConcurrencyLimiter concurrencyLimiter,
    RequestExecutor requestExecutor,
    MemoryBudget memoryBudget,
    Connections connections,
    DateHeader dateHeader,
    LongSupplier nanos) {

  /// Makes room for what `holding` needs, at the price of those who are silent.
  boolean makeRoom(MemoryReservation memoryReservation, long bytes) {
    if (memoryReservation.raise(bytes)) return true;
    if (!connections.freeMemory(bytes - memoryReservation.held(), memoryBudget.share()))
      return false;
    memoryReservation.set(bytes);
    return true;
  }

  /// Whether a request more may begin.
  boolean hasMemory() {
    return !memoryBudget.isSpent()
        || connections.freeMemory(memoryBudget.share(), memoryBudget.share());
  }
}
