package io.surgetank.core.store;

import java.time.Instant;

/// One act of an operator: who did what to how many jobs, and when.
///
/// @param extent whether it was carried out, or is under way or was cut short
public record OperatorAction(
    Instant at, String actor, Act act, DeadLetterFilter filter, long jobs, Extent extent) {
  public enum Act {
    REDRIVE,
    PURGE,
    /// Jobs that waited were cancelled together; the filter names their pipelines.
    CANCEL
  }

  public enum Extent {
    WHOLE,
    SO_FAR
  }

  /// An act that was carried out.
  public OperatorAction(Instant at, String actor, Act act, DeadLetterFilter filter, long jobs) {
    this(at, actor, act, filter, jobs, Extent.WHOLE);
  }

  /// The same act when it has come this far.
  public OperatorAction reached(long jobs, Extent extent) {
    return new OperatorAction(at, actor, act, filter, jobs, extent);
  }
}
