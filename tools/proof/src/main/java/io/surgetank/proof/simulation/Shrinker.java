package io.surgetank.proof.simulation;

import io.surgetank.testkit.reduction.SequenceReducer;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// Reduces the plan of a run that failed to few actions with which it still fails.
final class Shrinker {
  /// Enough for plans of this size; limits the time for runs that take long to fail.
  private static final int MAX_RUNS = 400;

  private Shrinker() {}

  static SimulationResult shrink(
      SimulationResult failed, Function<SimulationPlan, SimulationResult> run) {
    var smallest = new AtomicReference<>(failed);
    var _ =
        SequenceReducer.reduce(
            failed.plan().actions(),
            MAX_RUNS,
            kept -> {
              SimulationResult smaller = run.apply(failed.plan().with(kept));
              if (smaller.violation().isEmpty()) return false;
              smallest.set(smaller);
              return true;
            });
    return smallest.get();
  }
}
