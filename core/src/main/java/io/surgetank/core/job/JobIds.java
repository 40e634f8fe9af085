package io.surgetank.core.job;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// Generates job ids: each greater than the previous one, even when the clock is set back.
///
/// Safe for use by many threads when `random` is.
public final class JobIds {
  private final InstantSource clock;
  private final RandomGenerator random;
  private final AtomicLong last;

  public JobIds(InstantSource clock, RandomGenerator random) {
    this(clock, random, 0);
  }

  /// Continues after the sequence `last`, so that a store that is reopened after the clock was set
  /// back does not repeat an id.
  public JobIds(InstantSource clock, RandomGenerator random, long last) {
    this.clock = clock;
    this.random = random;
    this.last = new AtomicLong(last);
  }

  public JobId next() {
    long now = clock.millis() << JobId.COUNT_BITS;
    long sequence = last.updateAndGet(before -> Math.max(before + 1, now));
    return JobId.of(sequence, random.nextLong());
  }
}
