package io.surgetank.core.job;

import java.time.Instant;

/// One run of the handler that is over. `failure` says what went wrong and is empty when nothing
/// did; `stackTrace` says where, and is empty when that is not known.
public record FinishedAttempt(
    Attempt attempt, Instant endedAt, End end, String failure, String stackTrace) {
  public FinishedAttempt(Attempt attempt, Instant endedAt, End end, String failure) {
    this(attempt, endedAt, end, failure, "");
  }

  public enum End {
    PROCESSED,
    FAILED,
    /// Nobody reported an outcome: the process died or the lease ran out.
    ABANDONED
  }

  public FinishedAttempt {
    if (failure.isEmpty() != (end == End.PROCESSED))
      throw new IllegalArgumentException("an attempt has a failure unless it processed the job");
  }
}
