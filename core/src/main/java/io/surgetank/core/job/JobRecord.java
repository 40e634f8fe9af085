package io.surgetank.core.job;

import java.util.List;
import java.util.Locale;

/// A job with its state and every finished attempt, oldest first.
///
/// @param omittedAttempts attempts from the middle of the list for which the backend has no room
public record JobRecord(
    Job job, State state, List<FinishedAttempt> attempts, int redrives, int omittedAttempts) {
  public JobRecord {
    attempts = List.copyOf(attempts);
    if (redrives < 0) throw new IllegalArgumentException("redrives must not be negative");
  }

  /// With all attempts.
  public JobRecord(Job job, State state, List<FinishedAttempt> attempts, int redrives) {
    this(job, state, attempts, redrives, 0);
  }

  public JobId id() {
    return job.id();
  }

  public Status status() {
    return state.status();
  }

  /// Two records of one job with the same version are equal.
  public String version() {
    String prefix =
        switch (state) {
          case State.Processing(var attempt) -> "processing" + attempt.startedAt().toEpochMilli();
          case State.Pending _,
              State.Retrying _,
              State.Processed _,
              State.Dead _,
              State.Cancelled _ ->
              status().name().toLowerCase(Locale.ROOT);
        };
    return prefix + "-" + redrives + "-" + (attempts.size() + omittedAttempts);
  }
}
