package io.surgetank.proof.kill;

import java.time.Duration;

/// The size of a run.
///
/// @param kills how often the process is killed
/// @param killsPerStore a store is checked completely after this number of kills, then replaced
/// @param limit after this time no further kill begins
public record KillPlan(int kills, int killsPerStore, Duration limit, long seed) {
  /// The default: enough for a history with many restarts.
  public static final int KILLS_PER_STORE = 20;

  public KillPlan {
    if (kills < 1 || killsPerStore < 1 || limit.isNegative())
      throw new IllegalArgumentException("at least one kill, and no negative time");
  }

  /// The reason why a run ended after fewer kills.
  String stoppedAfter(long done) {
    return "Stopped by the time limit of %d min after %,d of %,d kills."
        .formatted(limit.toMinutes(), done, kills);
  }

  String command() {
    return "tools/proof/run kill --kills %d --minutes %d --seed %d"
        .formatted(kills, limit.toMinutes(), seed);
  }
}
