package io.surgetank.proof.interleaving;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// The surroundings of a store: a wall clock and a monotonic clock that advance only on request,
/// and the free space of its disk.
final class ScenarioClock implements InstantSource {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private volatile long freeBytes = Long.MAX_VALUE;
  private volatile boolean failing;

  @Override
  public Instant instant() {
    return START.plusNanos(nanoTime());
  }

  /// Like [System#nanoTime()].
  long nanoTime() {
    if (failing) throw new IllegalStateException("the clock fails");
    return nanos.get();
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /// From now on the writer fails at the start of its next transaction.
  void fail() {
    failing = true;
  }

  long freeBytes() {
    return freeBytes;
  }

  void setFreeBytes(long bytes) {
    freeBytes = bytes;
  }
}
