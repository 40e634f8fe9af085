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

  /// Waits until the next attempt may start.
  void acquire() throws InterruptedException {
    if (gap.isZero()) return;
    lock.lockInterruptibly();
    try {
      await(Duration.ofDays(1));
      next = clock.instant().plus(gap);
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the next invocation may start its first attempt, for at most `atMost`.
  void awaitGap(Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      await(atMost);
    } finally {
      lock.unlock();
    }
  }

  private void await(Duration atMost) throws InterruptedException {
    Instant now = clock.instant();
    if (!next.isAfter(now)) return;
    Duration wait = Duration.between(now, next);
    sleeper.sleep(wait.compareTo(atMost) < 0 ? wait : atMost);
  }
}
