package io.surgetank.core.job;

import java.util.List;
import java.util.Locale;

/// All that is known of a job: what was accepted, where it stands, and every attempt that is over,
/// oldest first.
///
/// @param leftOut attempts from the middle of the list that the backend no longer has room for
public record JobRecord(
    Job job, State state, List<FinishedAttempt> attempts, int redrives, int leftOut) {
  public JobRecord {
    attempts = List.copyOf(attempts);
    if (redrives < 0) throw new IllegalArgumentException("a job is redriven 0 times or more");
  }

  /// With every attempt there was.
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
    String place =
        switch (state) {
          case State.Processing(var attempt) -> "processing" + attempt.startedAt().toEpochMilli();
          case State.Pending _,
              State.Retrying _,
              State.Processed _,
              State.Dead _,
              State.Cancelled _ ->
              status().name().toLowerCase(Locale.ROOT);
        };
    return place + "-" + redrives + "-" + (attempts.size() + leftOut);
  }
}
