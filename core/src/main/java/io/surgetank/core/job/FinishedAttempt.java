package io.surgetank.core.job;

import java.time.Instant;

/// One run of the handler that has ended. `failure` is empty when it succeeded; `stackTrace` is
/// empty when it is unknown.
public record FinishedAttempt(
    Attempt attempt, Instant endedAt, End end, String failure, String stackTrace) {
  public FinishedAttempt(Attempt attempt, Instant endedAt, End end, String failure) {
    this(attempt, endedAt, end, failure, "");
  }

  public enum End {
    PROCESSED,
    FAILED,
    /// No outcome was reported: the process died or the lease expired.
    ABANDONED
  }

  public FinishedAttempt {
    if (failure.isEmpty() != (end == End.PROCESSED))
      throw new IllegalArgumentException(
          "an attempt has a failure exactly when it did not process the job");
  }
}
