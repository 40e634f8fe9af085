package io.surgetank.http;

/// What one connection has of the budget. Changed by the connection's event loop only.
final class MemoryReservation {
  private final MemoryBudget memoryBudget;

  /// Read by others when memory is short.
  private volatile long held;

  MemoryReservation(MemoryBudget memoryBudget) {
    this.memoryBudget = memoryBudget;
  }

  /// Holds `bytes` in all. False, with nothing changed, when the budget does not have them.
  boolean raise(long bytes) {
    if (bytes > held) {
      if (!memoryBudget.take(bytes - held, bytes)) return false;
      held = bytes;
    }
    return true;
  }

  /// Holds `bytes` in all, whatever the budget has.
  void set(long bytes) {
    if (bytes == held) return;
    memoryBudget.force(bytes - held);
    held = bytes;
  }

  long held() {
    return held;
  }
}
