package io.surgetank.sqlite;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The two times of a store, both in milliseconds since 1970.
///
/// Durations, such as a lease or the wait before a retry, are measured by a monotonic clock
/// ([#now]): it starts at the wall clock's time when the store is opened and is not affected by
/// later changes of the wall clock. Timestamps, such as the start of an attempt, are the wall
/// clock's ([#moment]).
final class StoreClock {
  /// Smaller differences have other causes than a changed wall clock.
  private static final long SET_MILLIS = 1_000;

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final long origin;
  private final long originNanos;

  /// The last value of [#now] that was stored with a retry. Used by the writer's thread.
  private long stored = Long.MIN_VALUE / 2;

  /// @param notBefore the [#now] of an earlier process, by which its retries are stored
  StoreClock(InstantSource clock, LongSupplier nanoTime, long notBefore) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.origin = Math.max(clock.millis(), notBefore);
    this.originNanos = nanoTime.getAsLong();
  }

  /// The time that durations are measured by.
  long now() {
    return origin + elapsed();
  }

  /// Whether the value stored for the next process is too old for a retry that waits from `now`. If
  /// so, the caller stores `now`: if the wall clock is set back before the next start, the retry
  /// would wait for that time too.
  boolean mustStore(long now) {
    if (now - stored < RetentionClock.KEEP_MILLIS) return false;
    stored = now;
    return true;
  }

  /// Since this was created.
  long elapsed() {
    return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - originNanos);
  }

  /// The wall clock's time.
  long moment() {
    return clock.millis();
  }

  /// Converts a time of [#now] to the wall clock's.
  long shown(long time) {
    long ahead = moment() - now();
    return Math.abs(ahead) < SET_MILLIS ? time : time + ahead;
  }
}
