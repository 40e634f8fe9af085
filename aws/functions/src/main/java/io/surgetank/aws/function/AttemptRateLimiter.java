package io.surgetank.aws.function;

import io.surgetank.core.handler.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/// Limits the rate of the attempts of one invocation. Attempts start at least a gap apart, and the
/// invocation ends no earlier than a gap after its last start. So concurrent invocations keep to
/// the pipeline's rate without coordination, however Lambda distributes them over environments.
final class AttemptRateLimiter {
  private final Duration gap;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final ReentrantLock lock = new ReentrantLock();
  private Instant next = Instant.MIN; // guarded by lock

  AttemptRateLimiter(Duration gap, InstantSource clock, Sleeper sleeper) {
    this.gap = gap;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /// Waits until the next attempt may start, and returns true. If that is later than `atMost` from
  /// now, returns false without waiting.
  boolean acquire(Duration atMost) throws InterruptedException {
    Duration wait = Duration.ZERO;
    if (!gap.isZero()) {
      lock.lockInterruptibly();
      try {
        wait = untilNext();
        if (wait.compareTo(atMost) > 0) return false;
        next = clock.instant().plus(wait).plus(gap);
      } finally {
        lock.unlock();
      }
    }
    if (wait.isPositive()) sleeper.sleep(wait);
    return true;
  }

  /// Waits until the next invocation may start its first attempt, for at most `atMost`.
  void awaitGap(Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Duration wait = untilNext();
      if (wait.isPositive()) sleeper.sleep(wait.compareTo(atMost) < 0 ? wait : atMost);
    } finally {
      lock.unlock();
    }
  }

  private Duration untilNext() {
    Instant now = clock.instant();
    return next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO;
  }
}
