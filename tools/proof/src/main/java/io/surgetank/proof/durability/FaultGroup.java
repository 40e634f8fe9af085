package io.surgetank.proof.durability;

/// Which use of a store is made while a call to its disk fails.
public enum FaultGroup {
  /// One call after another: [DiskFaultScenario].
  SERIAL,
  /// A flush, appends and a checkpoint at the same time: [FlushFaultScenario].
  OVERLAPPING,
  /// A start after a kill: [ReplayFaultScenario].
  START
}
