package io.surgetank.testkit.backend;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// A manual wall clock and monotonic clock, so that no test sleeps. Thread-safe.
public final class TestClock implements InstantSource {
  /// A time after every example in the documents, to the millisecond as stores keep it.
  public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  private final AtomicLong nanos = new AtomicLong();

  @Override
  public Instant instant() {
    return now.get();
  }

  /// Like [System#nanoTime()].
  public long nanoTime() {
    return nanos.get();
  }

  /// The time of the wall clock if it had not been set.
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
