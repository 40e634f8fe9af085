package io.surgetank.proof.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The result of a run.
///
/// @param hash of all that happened
/// @param trace its last lines
record RunResult(
    Plan plan, Optional<String> violation, String hash, Counts counts, List<String> trace) {

  /// How much was done.
  ///
  /// @param runs of one seed each
  /// @param virtual how long it took in virtual time
  record Counts(long runs, long steps, long jobs, long attempts, long crashes, Duration virtual) {
    static final Counts ZERO = new Counts(0, 0, 0, 0, 0, Duration.ZERO);

    Counts plus(Counts other) {
      return new Counts(
          runs + other.runs,
          steps + other.steps,
          jobs + other.jobs,
          attempts + other.attempts,
          crashes + other.crashes,
          virtual.plus(other.virtual));
    }
  }
}
