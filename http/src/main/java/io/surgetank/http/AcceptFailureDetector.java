package io.surgetank.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Decides when a server that cannot accept connections is beyond recovery: what holds the file
/// descriptors, such as a handler that leaks them, does not release them. Used by one thread.
final class AcceptFailureDetector {
  /// A supervisor's health checks fail meanwhile; passing shortages are over sooner.
  static final Duration LIMIT = Duration.ofSeconds(60);

  private final LongSupplier nanoTime;
  private boolean failing;
  private long since;

  AcceptFailureDetector(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void accepted() {
    failing = false;
  }

  /// Whether connections have failed without interruption for the limit, although no more could be
  /// closed to make room.
  boolean failed(int closed) {
    long now = nanoTime.getAsLong();
    if (!failing || closed > 0) {
      failing = true;
      since = now;
      return false;
    }
    return now - since >= LIMIT.toNanos();
  }
}
