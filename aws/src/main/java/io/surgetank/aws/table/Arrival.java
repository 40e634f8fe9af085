package io.surgetank.aws.table;

import io.surgetank.job.Attempt;
import io.surgetank.job.Job;
import java.time.Duration;

/// What a job's record says when a message about the job comes.
public sealed interface Arrival {
  /// An attempt has begun, and whoever asked has it. `lease` is the proof.
  record Begun(Job job, Attempt attempt, long lease) implements Arrival {}

  /// Not now: somebody works it, or it waits. The message is to come again after the time.
  record Later(Duration after) implements Arrival {}

  /// The job is over or gone, and the message with it.
  record Over() implements Arrival {}
}
