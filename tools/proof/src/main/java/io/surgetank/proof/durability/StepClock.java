package io.surgetank.proof.durability;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// A wall clock and a monotonic clock that advance only on request.
final class StepClock implements InstantSource {
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final Instant begin;
  private final AtomicLong nanos = new AtomicLong();

  StepClock(Instant begin) {
    this.begin = begin;
  }

  @Override
  public Instant instant() {
    return begin.plusNanos(nanos.get());
  }

  /// Like [System#nanoTime()].
  long nanoTime() {
    return nanos.get();
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
