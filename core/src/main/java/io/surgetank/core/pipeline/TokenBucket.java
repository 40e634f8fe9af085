package io.surgetank.core.pipeline;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Enforces a [Rate]: `burst` permits at once after idle time, then one per `per / permits`.
/// Lock-free and safe for many threads. Times are those of [System#nanoTime()], of which only
/// differences have a meaning.
///
/// Kept as one number, the time at which the bucket will be full again (the "generic cell rate
/// algorithm"): no timer, no refill.
public final class TokenBucket {
  private final Rate rate;
  private final long nanosPerToken;
  private final long nanosPerBurst;

  /// Relative to `origin`: when the bucket is full again.
  private final AtomicLong fullAt = new AtomicLong(Long.MIN_VALUE);

  private final long origin;

  public TokenBucket(Rate rate, long nanoTime) {
    this.rate = rate;
    this.origin = nanoTime;
    this.nanosPerToken = Math.max(1, rate.per().toNanos() / rate.permits());
    this.nanosPerBurst = saturatedTimes(nanosPerToken, rate.burst());
  }

  /// Takes one token if there is one.
  public boolean tryTake(long nanoTime) {
    if (rate.isUnlimited()) return true;
    long now = nanoTime - origin;
    while (true) {
      long before = fullAt.get();
      long after = Math.max(before, now) + nanosPerToken;
      if (after - now > nanosPerBurst) return false;
      if (fullAt.compareAndSet(before, after)) return true;
    }
  }

  /// Returns tokens that were not used.
  public void release(int tokens) {
    if (!rate.isUnlimited()) fullAt.addAndGet(-nanosPerToken * tokens);
  }

  /// How long until there is a token; zero when there is one.
  public Duration waitAt(long nanoTime) {
    if (rate.isUnlimited()) return Duration.ZERO;
    long now = nanoTime - origin;
    long over = Math.max(fullAt.get(), now) + nanosPerToken - now - nanosPerBurst;
    return Duration.ofNanos(Math.max(0, over));
  }

  private static long saturatedTimes(long a, long b) {
    return a > Long.MAX_VALUE / 4 / b ? Long.MAX_VALUE / 4 : a * b;
  }
}
