package io.surgetank.deploy.deployment;

import java.util.Map;

/// What the ledger says of a stack's jobs.
public sealed interface JobCounts {
  /// Counts by pipeline.
  ///
  /// @param waiting accepted and not ended, by pipeline
  /// @param dead dead letters that nobody redrove, by pipeline
  record Counted(Map<String, Long> waiting, Map<String, Long> dead) implements JobCounts {
    public Counted {
      waiting = Map.copyOf(waiting);
      dead = Map.copyOf(dead);
    }

    public long allWaiting() {
      return waiting.values().stream().mapToLong(Long::longValue).sum();
    }

    public long allDead() {
      return dead.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /// There is no table.
  record None() implements JobCounts {}

  /// There is a table, and it could not be read.
  record Unknown(String why) implements JobCounts {}
}
