package io.surgetank.testkit.backend;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// A wall clock and a stopwatch that stand still until they are moved, so that no test sleeps. Safe
/// for many threads.
public final class TestClock implements InstantSource {
  /// A time after every example in the documents, to the millisecond as stores keep it.
  public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  private final AtomicLong nanos = new AtomicLong();

  @Override
  public Instant instant() {
    return now.get();
  }

  /// Counts as [System#nanoTime()] does.
  public long nanoTime() {
    return nanos.get();
  }

  /// What the wall clock would show if it had not been set.
  public Instant steady() {
    return START.plusNanos(nanos.get());
  }

  /// Sets the wall clock, while no time passes.
  public void jump(Duration by) {
    now.updateAndGet(before -> before.plus(by));
  }

  public void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    now.updateAndGet(before -> before.plus(time));
  }
}
