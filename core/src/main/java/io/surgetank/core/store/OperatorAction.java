package io.surgetank.core.store;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// One action of an operator: who did what to how many jobs, and when.
///
/// @param statuses which of the waiting jobs were selected; empty: an action on dead letters, or
///   all
/// @param to the pipeline that the jobs were moved to
/// @param key the id of the API key that was created, rotated or revoked
/// @param extent whether it was completed, or is in progress or was interrupted
public record OperatorAction(
    Instant at,
    String actor,
    Type type,
    DeadLetterFilter filter,
    Set<Status> statuses,
    Optional<PipelineName> to,
    Optional<String> key,
    long jobs,
    Extent extent) {
  public enum Type {
    REDRIVE,
    PURGE,
    /// Waiting jobs were cancelled together; the filter names their pipelines.
    CANCEL,
    /// Waiting jobs were moved to another pipeline; the filter names those they were in.
    MOVE,
    CREATE_KEY,
    /// The key was created to replace another one.
    ROTATE_KEY,
    REVOKE_KEY
  }

  public enum Extent {
    COMPLETE,
    PARTIAL
  }

  public OperatorAction {
    statuses = Set.copyOf(statuses);
  }

  /// An action on dead letters.
  public OperatorAction(
      Instant at, String actor, Type type, DeadLetterFilter filter, long jobs, Extent extent) {
    this(at, actor, type, filter, Set.of(), Optional.empty(), Optional.empty(), jobs, extent);
  }

  /// A completed action.
  public OperatorAction(Instant at, String actor, Type type, DeadLetterFilter filter, long jobs) {
    this(at, actor, type, filter, jobs, Extent.COMPLETE);
  }

  /// A completed action on an API key.
  public static OperatorAction onKey(Instant at, String actor, Type type, String key) {
    return new OperatorAction(
        at,
        actor,
        type,
        DeadLetterFilter.EVERYTHING,
        Set.of(),
        Optional.empty(),
        Optional.of(key),
        0,
        Extent.COMPLETE);
  }

  /// The same action with this progress.
  public OperatorAction reached(long jobs, Extent extent) {
    return new OperatorAction(at, actor, type, filter, statuses, to, key, jobs, extent);
  }
}
