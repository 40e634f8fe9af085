package io.surgetank.http;

/// The part of the budget that one connection uses. Its event loop changes it; other threads
/// release it when memory runs out.
final class MemoryReservation {
  private final MemoryBudget budget;

  /// Changed under the lock of this.
  private volatile long held;

  MemoryReservation(MemoryBudget budget) {
    this.budget = budget;
  }

  /// Reserves at least `bytes` in total. Returns false and changes nothing if the budget does not
  /// have them.
  synchronized boolean raise(long bytes) {
    if (bytes > held) {
      if (!budget.take(bytes - held, bytes)) return false;
      held = bytes;
    }
    return true;
  }

  /// Reserves exactly `bytes` in total, regardless of the limit.
  synchronized void set(long bytes) {
    if (bytes == held) return;
    budget.force(bytes - held);
    held = bytes;
  }

  /// Releases everything, from any thread; returns how much.
  synchronized long release() {
    long released = held;
    set(0);
    return released;
  }

  long held() {
    return held;
  }
}
