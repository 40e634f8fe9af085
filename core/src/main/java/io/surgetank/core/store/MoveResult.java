package io.surgetank.core.store;

/// What came of moving one job to another pipeline.
public enum MoveResult {
  /// It waits in the new pipeline, durably.
  MOVED,
  /// An attempt of it runs, it is over, or another pipeline has it. Nothing was changed.
  NOT_WAITING,
  UNKNOWN
}
