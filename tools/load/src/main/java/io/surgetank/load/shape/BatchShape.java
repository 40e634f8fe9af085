package io.surgetank.load.shape;

import java.time.Duration;

/// `total` requests, `batch` after `batch`, at most `concurrency` at once, with a pause of `delay`
/// between two batches.
public record BatchShape(long total, int batch, int concurrency, Duration delay) {
  /// What the load test that this one stands in for did when it was told nothing.
  public static final BatchShape DEFAULT = new BatchShape(500, 50, 10, Duration.ZERO);

  public BatchShape {
    if (total < 1) throw new IllegalArgumentException("--total is at least 1");
    if (batch < 1) throw new IllegalArgumentException("--batch is at least 1");
    if (concurrency < 1) throw new IllegalArgumentException("--concurrency is at least 1");
  }

  /// One after the other.
  public static BatchShape sequential(long total, Duration delay) {
    return new BatchShape(total, 1, 1, delay);
  }

  /// Whether a pause comes before the request with this number.
  public boolean pausesBefore(long n) {
    return delay.isPositive() && n > 0 && n % batch == 0;
  }

  /// Whether all before the request with this number must be answered before it may begin.
  public boolean beginsBatch(long n) {
    return n % batch == 0;
  }
}
