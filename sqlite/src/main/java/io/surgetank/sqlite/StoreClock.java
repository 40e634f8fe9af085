package io.surgetank.sqlite;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The two times that a store goes by, both in milliseconds since 1970.
///
/// Spans, such as a lease or the wait before a retry, are measured by a clock that only goes
/// forward at its own pace ([#now]): it begins at the wall clock's time when the store is opened,
/// and nothing done to the wall clock afterwards lengthens or shortens them. Moments, such as when
/// an attempt began, are the wall clock's ([#moment]).
final class StoreClock {
  /// Up to this much the two differ for other reasons than a clock that was set.
  private static final long SET_MILLIS = 1_000;

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final long origin;
  private final long originNanos;

  /// @param notBefore what an earlier process's times had come to: its waits were stored by them
  StoreClock(InstantSource clock, LongSupplier nanoTime, long notBefore) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.origin = Math.max(clock.millis(), notBefore);
    this.originNanos = nanoTime.getAsLong();
  }

  /// The time that spans are measured by.
  long now() {
    return origin + elapsed();
  }

  /// Since this was made.
  long elapsed() {
    return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - originNanos);
  }

  /// The wall clock's time.
  long moment() {
    return clock.millis();
  }

  /// What the wall clock will show at that time.
  long shown(long time) {
    long ahead = moment() - now();
    return Math.abs(ahead) < SET_MILLIS ? time : time + ahead;
  }
}
