package io.surgetank.http;

import io.surgetank.core.api.RequestHandler;
import io.surgetank.http.proxy.ProxySettings;
import java.util.function.LongSupplier;

/// Shared by all connections of a server.
record ServerContext(
    RequestHandler handler,
    AllowedHosts allowedHosts,
    ConcurrencyLimiter limiter,
    RequestExecutor executor,
    MemoryBudget budget,
    ConnectionRegistry connections,
    DateHeader dateHeader,
    ProxySettings proxies,
    LongSupplier nanos) {

  /// Raises `reservation` to `bytes`, if necessary by ending silent requests.
  boolean makeRoom(MemoryReservation reservation, long bytes) {
    if (reservation.raise(bytes)) return true;
    if (!connections.freeMemory(bytes - reservation.held(), budget.share())) return false;
    reservation.set(bytes);
    return true;
  }

  /// Whether there is memory for another request.
  boolean hasMemory() {
    return !budget.isSpent() || connections.freeMemory(budget.share(), budget.share());
  }
}
