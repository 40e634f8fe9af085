package io.surgetank.bench;

import java.time.Duration;
import java.util.List;

/// The extent of the comparison.
///
/// @param timeout how long a measurement waits until accepted jobs are processed
/// @param backlog the waiting jobs of the last measurement, or as many as fit into `fillTime`
record ComparisonPlan(
    int rounds,
    int seconds,
    List<Integer> connections,
    Duration timeout,
    int backlog,
    Duration fillTime) {
  /// The connections of the targets.
  static final int TARGET = 64;

  static final ComparisonPlan FULL =
      new ComparisonPlan(
          2,
          3,
          List.of(1, 16, TARGET, 256),
          Duration.ofSeconds(5),
          1_000_000,
          Duration.ofSeconds(15));

  static final ComparisonPlan QUICK =
      new ComparisonPlan(
          1, 3, List.of(1, TARGET), Duration.ofSeconds(5), 100_000, Duration.ofSeconds(5));

  /// Enough for most JIT compilation.
  int warmUpSeconds() {
    return 2 * seconds;
  }

  List<String> backlogArguments() {
    return List.of(Integer.toString(backlog), Long.toString(fillTime.toSeconds()));
  }
}
