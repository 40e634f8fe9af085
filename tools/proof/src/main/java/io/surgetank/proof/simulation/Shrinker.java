package io.surgetank.proof.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Reduces the plan of a run that failed to few actions with which it still fails.
final class Shrinker {
  /// Enough for plans of this size; limits the time for runs that take long to fail.
  private static final int MAX_RUNS = 400;

  private final Function<SimulationPlan, SimulationResult> run;
  private int runs;

  Shrinker(Function<SimulationPlan, SimulationResult> run) {
    this.run = run;
  }

  /// Leaves out half of the actions, then quarters, down to single ones, until none can be left
  /// out.
  SimulationResult shrink(SimulationResult failed) {
    SimulationResult smallest = failed;
    int part = Math.max(1, failed.plan().actions().size() / 2);
    while (runs < MAX_RUNS) {
      SimulationResult smaller = withoutParts(smallest, part);
      boolean isSame = smaller.plan().actions().size() == smallest.plan().actions().size();
      smallest = smaller;
      if (part == 1 && isSame) return smallest;
      part = Math.max(1, part / 2);
    }
    return smallest;
  }

  private SimulationResult withoutParts(SimulationResult failed, int part) {
    SimulationResult smallest = failed;
    for (int from = failed.plan().actions().size() - part; from > -part; from -= part) {
      List<SimulationPlan.PlannedAction> actions = smallest.plan().actions();
      var kept = new ArrayList<>(actions.subList(0, Math.clamp(from, 0, actions.size())));
      kept.addAll(actions.subList(Math.clamp(from + part, 0, actions.size()), actions.size()));
      runs++;
      SimulationResult smaller = run.apply(smallest.plan().with(kept));
      if (smaller.violation().isPresent()) smallest = smaller;
      if (runs >= MAX_RUNS) break;
    }
    return smallest;
  }
}
