package io.surgetank.proof.durability;

import java.time.Duration;
import java.util.List;

/// Which calls to the disk fail in a run, and how long it may take.
///
/// @param step every n-th call of each class fails, from a first one that depends on the seed
/// @param timeLimit after this time no further fault begins
record DiskFaultPlan(long seed, int step, Duration timeLimit) {

  /// For [#of(List)], in a child process.
  List<String> arguments() {
    return List.of(Long.toString(seed), Integer.toString(step), Long.toString(timeLimit.toNanos()));
  }

  static DiskFaultPlan of(List<String> arguments) {
    return new DiskFaultPlan(
        Long.parseLong(arguments.getFirst()),
        Integer.parseInt(arguments.get(1)),
        Duration.ofNanos(Long.parseLong(arguments.get(2))));
  }

  /// The number of the first call of each class that fails.
  long firstCall() {
    return 1L + Math.floorMod(seed, step);
  }
}
