package io.surgetank.proof.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The result of a run.
///
/// @param hash of all that happened
/// @param trace its last lines
record SimulationResult(
    SimulationPlan plan,
    Optional<String> violation,
    String hash,
    SimulationCounts counts,
    List<String> trace) {

  /// How much was done.
  ///
  /// @param runs of one seed each
  /// @param virtual how long it took in virtual time
  record SimulationCounts(
      long runs, long steps, long jobs, long attempts, long crashes, Duration virtual) {
    static final SimulationCounts ZERO = new SimulationCounts(0, 0, 0, 0, 0, Duration.ZERO);

    SimulationCounts plus(SimulationCounts other) {
      return new SimulationCounts(
          runs + other.runs,
          steps + other.steps,
          jobs + other.jobs,
          attempts + other.attempts,
          crashes + other.crashes,
          virtual.plus(other.virtual));
    }
  }
}
