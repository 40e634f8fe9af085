package io.surgetank.core.intake;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.ledger.Rejection;
import java.time.Duration;
import java.util.List;

/// The answer to a submission.
public sealed interface Acceptance {
  /// Stored, durably: promise P1 holds from here.
  record Accepted(Job job) implements Acceptance {}

  /// The same submission was accepted before; nothing was stored again.
  record Replayed(JobRecord record) implements Acceptance {}

  /// Sending it again unchanged cannot help.
  record Rejected(Rejection why, List<Violation> faults) implements Acceptance {
    public Rejected {
      faults = List.copyOf(faults);
    }
  }

  /// The key names something else.
  record Conflict(JobKey key) implements Acceptance {}

  /// Accepted before under other keys, which are as many as a job may have.
  record TooManyKeys(JobKey key) implements Acceptance {}

  /// Not now; the same submission may be accepted after the wait.
  record Refused(Rejection why, Duration retryAfter) implements Acceptance {}
}
