package io.surgetank.http;

/// The part of the budget that one connection uses. Changed by the connection's event loop only.
final class MemoryReservation {
  private final MemoryBudget budget;

  /// Read by other threads when memory runs out.
  private volatile long held;

  MemoryReservation(MemoryBudget budget) {
    this.budget = budget;
  }

  /// Reserves at least `bytes` in total. Returns false and changes nothing if the budget does not
  /// have them.
  boolean raise(long bytes) {
    if (bytes > held) {
      if (!budget.take(bytes - held, bytes)) return false;
      held = bytes;
    }
    return true;
  }

  /// Reserves exactly `bytes` in total, regardless of the limit.
  void set(long bytes) {
    if (bytes == held) return;
    budget.force(bytes - held);
    held = bytes;
  }

  long held() {
    return held;
  }
}
