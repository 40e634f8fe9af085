package io.surgetank.proof.fuzz;

import java.util.List;

/// How much to run.
///
/// @param runs of all targets together, or of the only one
public record FuzzPlan(long runs, List<TargetName> targets, long seed) {
  public FuzzPlan {
    if (runs < 1) throw new IllegalArgumentException("at least one run is needed");
    targets = List.copyOf(targets);
  }

  /// The runs of one target.
  long runs(TargetName target) {
    return targets.size() == 1 ? runs : target.share(runs);
  }

  String command() {
    return "tools/proof/run fuzz --runs %d%s --seed %d"
        .formatted(runs, targets.size() == 1 ? " --target " + targets.getFirst().text() : "", seed);
  }
}
