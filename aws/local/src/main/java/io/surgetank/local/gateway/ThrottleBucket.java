package io.surgetank.local.gateway;

import io.surgetank.deploy.stack.HttpApi.Throttle;
import java.util.function.LongSupplier;

/// Token bucket: allows `rate` requests a second, and bursts of up to `burst` requests.
final class ThrottleBucket {
  private static final double NANOS = 1e9;

  private final Throttle throttle;
  private final LongSupplier nanoTime;

  /// Guarded by this.
  private double tokens;

  /// Guarded by this.
  private long filledAt;

  ThrottleBucket(Throttle throttle, LongSupplier nanoTime) {
    this.throttle = throttle;
    this.nanoTime = nanoTime;
    this.tokens = throttle.burst();
    this.filledAt = nanoTime.getAsLong();
  }

  synchronized boolean tryAcquire() {
    long now = nanoTime.getAsLong();
    tokens = Math.min(throttle.burst(), tokens + (now - filledAt) / NANOS * throttle.rate());
    filledAt = now;
    if (tokens < 1) return false;
    tokens--;
    return true;
  }
}
