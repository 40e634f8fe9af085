package io.surgetank.deploy.deployment;

import java.util.Map;

/// The jobs of a stack, according to the ledger.
public sealed interface JobCounts {
  /// Counts by pipeline.
  ///
  /// @param unfinished unfinished jobs, by pipeline
  /// @param dead dead letters, by pipeline
  record Counted(Map<String, Long> unfinished, Map<String, Long> dead) implements JobCounts {
    public Counted {
      unfinished = Map.copyOf(unfinished);
      dead = Map.copyOf(dead);
    }

    public long allUnfinished() {
      return unfinished.values().stream().mapToLong(Long::longValue).sum();
    }

    public long allDead() {
      return dead.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /// There is no table.
  record None() implements JobCounts {}

  /// There is a table that could not be read.
  record Unknown(String reason) implements JobCounts {}
}
