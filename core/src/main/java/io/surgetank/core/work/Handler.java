package io.surgetank.core.work;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;

/// Processes jobs. Called at least once per job, by many threads at once.
///
/// The job's id stays the same over retries and redrives: pass it on as an idempotency key, so that
/// an external effect happens only once. A handler must respond to interruption: it signals the
/// timeout or that the process is stopping.
public interface Handler {
  /// Processes the job and returns the outcome. An exception means: failed, retry by the pipeline's
  /// policy. [Outcome.Retry] means: failed, retry after that wait while attempts are left.
  /// [Outcome.Dead] means: do not retry.
  Outcome handle(Job job, Attempt attempt) throws Exception;
}
