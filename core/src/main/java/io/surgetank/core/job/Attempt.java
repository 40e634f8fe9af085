package io.surgetank.core.job;

import java.time.Instant;

/// One run of the handler that has started.
///
/// `round` is 0 until the job is redriven and one more with each redrive; `number` counts from 1
/// within the round.
public record Attempt(int round, int number, Instant startedAt) {
  public Attempt {
    if (round < 0 || number < 1)
      throw new IllegalArgumentException("rounds count from 0, attempts from 1");
  }

  /// The round as responses and logs show it: counted from 1, like attempts.
  public int roundNumber() {
    return round + 1;
  }
}
