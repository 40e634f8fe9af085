package io.surgetank.aws.function;

import io.surgetank.core.handler.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/// The pace of one call. Every attempt takes a turn; between two turns lies the gap, and the call
/// ends no earlier than a gap after its last. So the calls that run at once keep to the pipeline's
/// rate without knowing of each other, however Lambda spreads them over environments.
final class RateLimiter {
  private final Duration gap;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final ReentrantLock turns = new ReentrantLock();
  private Instant next = Instant.MIN; // guarded by turns

  RateLimiter(Duration gap, InstantSource clock, Sleeper sleeper) {
    this.gap = gap;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /// Waits for a turn and takes it.
  void take() throws InterruptedException {
    if (gap.isZero()) return;
    turns.lockInterruptibly();
    try {
      await(Duration.ofDays(1));
      next = clock.instant().plus(gap);
    } finally {
      turns.unlock();
    }
  }

  /// Waits until the next call may take over, but no longer than that.
  void rest(Duration atMost) throws InterruptedException {
    turns.lockInterruptibly();
    try {
      await(atMost);
    } finally {
      turns.unlock();
    }
  }

  private void await(Duration atMost) throws InterruptedException {
    Instant now = clock.instant();
    if (!next.isAfter(now)) return;
    Duration wait = Duration.between(now, next);
    sleeper.sleep(wait.compareTo(atMost) < 0 ? wait : atMost);
  }
}
