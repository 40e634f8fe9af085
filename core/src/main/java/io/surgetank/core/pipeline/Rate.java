package io.surgetank.core.pipeline;

import java.time.Duration;

/// So many in so much time, with a burst on top of an idle while. `UNLIMITED` is not bounded.
public record Rate(int permits, Duration per, int burst) {
  public static final Rate UNLIMITED =
      new Rate(Integer.MAX_VALUE, Duration.ofSeconds(1), Integer.MAX_VALUE);

  public Rate {
    if (permits < 1 || burst < 1) throw new IllegalArgumentException("a rate lets at least 1 by");
    if (!per.isPositive()) throw new IllegalArgumentException("a rate's time is positive");
  }

  public boolean isUnlimited() {
    return permits == Integer.MAX_VALUE;
  }
}
