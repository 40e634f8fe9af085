package io.surgetank.aws.table;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import java.time.Duration;

/// The result of leasing a job when one of its messages is received.
public sealed interface LeaseResult {
  /// The caller has leased the job and an attempt has started. `lease` is the proof.
  record Acquired(Job job, Attempt attempt, long lease) implements LeaseResult {}

  /// Another worker has the job, or it is not due. The message is to be redelivered after the time.
  record NotYet(Duration after) implements LeaseResult {}

  /// The job is in an end state or does not exist; the message can be deleted.
  record Finished() implements LeaseResult {}
}
