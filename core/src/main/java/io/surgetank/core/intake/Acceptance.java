package io.surgetank.core.intake;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.ledger.Rejection;
import java.time.Duration;
import java.util.List;

/// The result of a submission.
public sealed interface Acceptance {
  /// Stored, durably: promise P1 holds from here.
  record Accepted(Job job) implements Acceptance {}

  /// The same submission was accepted before; nothing was stored again.
  record Replayed(JobRecord record) implements Acceptance {}

  /// Resending it unchanged cannot succeed.
  record Rejected(Rejection why, List<Violation> violations) implements Acceptance {
    public Rejected {
      violations = List.copyOf(violations);
    }
  }

  /// The key was used before with another payload or batch.
  record Conflict(JobKey key) implements Acceptance {}

  /// Accepted before under other keys, and the job has the maximum number of keys.
  record TooManyKeys(JobKey key) implements Acceptance {}

  /// Temporarily refused; the same submission may be accepted after the wait.
  record Refused(Rejection why, Duration retryAfter) implements Acceptance {}
}
