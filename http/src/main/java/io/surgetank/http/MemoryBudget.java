package io.surgetank.http;

import java.util.concurrent.atomic.AtomicLong;

/// The memory that the requests and responses of all connections may use. Counts the bytes
/// received, not the length announced.
final class MemoryBudget {
  static final int LARGE = 64 * 1024;

  private final long all;

  /// The limit for bodies of more than [#LARGE] bytes; the rest is reserved for small ones.
  private final long forLarge;

  private final AtomicLong taken = new AtomicLong();

  MemoryBudget(long bytes) {
    this.all = bytes;
    this.forLarge = bytes - bytes / 4;
  }

  /// A quarter of the heap: a body needs several times its size while it is processed.
  static MemoryBudget ofHeap(long maxHeapBytes) {
    return new MemoryBudget(maxHeapBytes / 4);
  }

  /// Takes `bytes` more for a reservation of then `total` bytes. Returns false and takes nothing if
  /// that exceeds the limit.
  boolean take(long bytes, long total) {
    long bound = total > LARGE ? forLarge : all;
    if (taken.addAndGet(bytes) <= bound) return true;
    taken.addAndGet(-bytes);
    return false;
  }

  /// Takes `bytes` regardless of the limit; releases them if negative.
  void force(long bytes) {
    taken.addAndGet(bytes);
  }

  boolean isSpent() {
    return taken.get() > all;
  }

  /// How much to free at once when memory runs out.
  long share() {
    return all / 16;
  }

  long taken() {
    return taken.get();
  }
}
