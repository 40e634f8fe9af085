package io.surgetank.core.pipeline;

import java.time.Duration;

/// `permits` per period, with bursts after idle time. `UNLIMITED` is not bounded.
public record Rate(int permits, Duration per, int burst) {
  public static final Rate UNLIMITED =
      new Rate(Integer.MAX_VALUE, Duration.ofSeconds(1), Integer.MAX_VALUE);

  public Rate {
    if (permits < 1 || burst < 1)
      throw new IllegalArgumentException("a rate needs at least 1 permit");
    if (!per.isPositive()) throw new IllegalArgumentException("a rate's period must be positive");
  }

  public boolean isUnlimited() {
    return permits == Integer.MAX_VALUE;
  }
}
