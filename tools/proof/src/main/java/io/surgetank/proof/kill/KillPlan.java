package io.surgetank.proof.kill;

import java.time.Duration;

/// The size of a run.
///
/// @param kills how often the process is killed
/// @param killsPerStore a store is checked completely after this number of kills, then replaced
/// @param limit after this time no further kill begins
public record KillPlan(int kills, int killsPerStore, Duration limit, long seed) {
  public KillPlan {
    if (kills < 1 || killsPerStore < 1 || limit.isNegative())
      throw new IllegalArgumentException("at least one kill, and no negative time");
  }

  String command() {
    return "tools/proof/run kill --kills %d --minutes %d --seed %d"
        .formatted(kills, limit.toMinutes(), seed);
  }
}
