package io.surgetank.bench;

import java.time.Duration;
import java.util.List;

/// How long the comparison takes and how sure it is.
///
/// @param patience how long a trial waits for accepted jobs to be worked
/// @param backlog how many jobs wait in the last trial, or as many as `filling` is enough for
record ComparisonPlan(
    int rounds,
    int seconds,
    List<Integer> connections,
    Duration patience,
    int backlog,
    Duration filling) {
  /// The load that the aims speak of.
  static final int AIM = 64;

  static final ComparisonPlan FULL =
      new ComparisonPlan(
          2, 3, List.of(1, 16, AIM, 256), Duration.ofSeconds(5), 1_000_000, Duration.ofSeconds(15));

  static final ComparisonPlan QUICK =
      new ComparisonPlan(
          1, 3, List.of(1, AIM), Duration.ofSeconds(5), 100_000, Duration.ofSeconds(5));

  /// Before anything is measured; JIT compilers have settled for the most part.
  int warmUpSeconds() {
    return 2 * seconds;
  }

  List<String> backlogWords() {
    return List.of(Integer.toString(backlog), Long.toString(filling.toSeconds()));
  }
}
