package io.surgetank.core.store;

import java.time.Instant;

/// One action of an operator: who did what to how many jobs, and when.
///
/// @param extent whether it was completed, or is in progress or was interrupted
public record OperatorAction(
    Instant at, String actor, Act act, DeadLetterFilter filter, long jobs, Extent extent) {
  public enum Act {
    REDRIVE,
    PURGE,
    /// Waiting jobs were cancelled together; the filter names their pipelines.
    CANCEL
  }

  public enum Extent {
    COMPLETE,
    PARTIAL
  }

  /// A completed action.
  public OperatorAction(Instant at, String actor, Act act, DeadLetterFilter filter, long jobs) {
    this(at, actor, act, filter, jobs, Extent.COMPLETE);
  }

  /// The same action with this progress.
  public OperatorAction reached(long jobs, Extent extent) {
    return new OperatorAction(at, actor, act, filter, jobs, extent);
  }
}
