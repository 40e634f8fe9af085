package io.surgetank.aws.table;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import java.time.Duration;

/// What a job's record says when a message about the job comes.
public sealed interface LeaseResult {
  /// An attempt has begun, and whoever asked has it. `lease` is the proof.
  record Acquired(Job job, Attempt attempt, long lease) implements LeaseResult {}

  /// Not now: somebody works it, or it waits. The message is to come again after the time.
  record NotYet(Duration after) implements LeaseResult {}

  /// The job is over or gone, and the message with it.
  record Finished() implements LeaseResult {}
}
