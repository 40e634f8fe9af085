package io.surgetank.core.work;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;

/// What is done with a job. Called at least once per job, by many threads at once.
///
/// The job's id stays the same over retries and redrives: pass it on as a key, so that an outside
/// effect can be made to happen once. A handler must let itself be interrupted: that is how it
/// learns that its time is up or that the process is stopping.
public interface Handler {
  /// Does the work and says what came of it. An exception means: failed, try again by the
  /// pipeline's policy. [Outcome.Retry] means: failed, try again after that wait, while attempts
  /// are left. [Outcome.Dead] means: no attempt can help.
  Outcome handle(Job job, Attempt attempt) throws Exception;
}
