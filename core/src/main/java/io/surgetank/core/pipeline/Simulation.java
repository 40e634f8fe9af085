package io.surgetank.core.pipeline;

import java.time.Duration;

/// For tests: delays every attempt, and lets some fail.
///
/// @param failures the share of attempts that fail, 0 to 1
/// @param seed of the random numbers, so that a run can be repeated
public record Simulation(Duration minDelay, Duration maxDelay, double failures, long seed) {
  public static final Simulation OFF = new Simulation(Duration.ZERO, Duration.ZERO, 0, 0);

  public Simulation {
    if (minDelay.isNegative() || maxDelay.compareTo(minDelay) < 0)
      throw new IllegalArgumentException("a delay must run from a smaller to a larger duration");
    if (!(failures >= 0 && failures <= 1))
      throw new IllegalArgumentException("a share of failures must be 0 to 1");
  }

  public boolean isOff() {
    return maxDelay.isZero() && failures == 0;
  }
}
