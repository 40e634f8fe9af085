package io.surgetank.proof.kill;

/// The size of a run.
///
/// @param kills how often the process is killed
/// @param killsPerStore a store is checked completely after this number of kills, then replaced
public record KillPlan(int kills, int killsPerStore, long seed) {
  /// The default: enough for a history with many restarts.
  public static final int KILLS_PER_STORE = 20;

  public KillPlan {
    if (kills < 1 || killsPerStore < 1) throw new IllegalArgumentException("at least one kill");
  }

  String command() {
    return "tools/proof/run kill --kills %d --seed %d".formatted(kills, seed);
  }
}
