package io.surgetank.http;

import java.util.concurrent.atomic.AtomicLong;

/// The memory that requests and responses under way may have, all connections together. What is
/// taken is what came in, not what was announced.
final class MemoryBudget {
  static final int LARGE = 64 * 1024;

  private final long all;

  /// What bodies of more than [#LARGE] bytes may fill; the rest stays for the many small ones.
  private final long forLarge;

  private final AtomicLong taken = new AtomicLong();

  MemoryBudget(long bytes) {
    this.all = bytes;
    this.forLarge = bytes - bytes / 4;
  }

  /// A quarter of the heap: a body that is worked on costs several times its size.
  static MemoryBudget ofHeap(long maxHeapBytes) {
    return new MemoryBudget(maxHeapBytes / 4);
  }

  /// Takes `bytes` more for what would then have `total` bytes. False, and nothing is taken, when
  /// that would be too much.
  boolean take(long bytes, long total) {
    long bound = total > LARGE ? forLarge : all;
    if (taken.addAndGet(bytes) <= bound) return true;
    taken.addAndGet(-bytes);
    return false;
  }

  /// Takes what cannot be refused, or gives back what is negative.
  void force(long bytes) {
    taken.addAndGet(bytes);
  }

  boolean isSpent() {
    return taken.get() > all;
  }

  /// How much is freed at a time when it is short.
  long share() {
    return all / 16;
  }

  long taken() {
    return taken.get();
  }
}
