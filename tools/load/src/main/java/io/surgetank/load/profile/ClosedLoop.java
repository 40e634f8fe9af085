package io.surgetank.load.profile;

import java.time.Duration;

/// `total` requests in batches of `batch`, at most `concurrency` at once, with `delay` between
/// batches.
public record ClosedLoop(long total, int batch, int concurrency, Duration delay) {
  /// 500 requests in batches of 50, 10 at a time.
  public static final ClosedLoop DEFAULT = new ClosedLoop(500, 50, 10, Duration.ZERO);

  public ClosedLoop {
    if (total < 1) throw new IllegalArgumentException("--total must be at least 1");
    if (batch < 1) throw new IllegalArgumentException("--batch must be at least 1");
    if (concurrency < 1) throw new IllegalArgumentException("--concurrency must be at least 1");
  }

  /// One after the other.
  public static ClosedLoop sequential(long total, Duration delay) {
    return new ClosedLoop(total, 1, 1, delay);
  }

  /// Whether there is a delay before request `n`.
  public boolean pausesBefore(long n) {
    return delay.isPositive() && n > 0 && n % batch == 0;
  }

  /// Whether all earlier requests must have a response before request `n` starts.
  public boolean beginsBatch(long n) {
    return n % batch == 0;
  }
}
