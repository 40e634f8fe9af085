package io.surgetank.core.store;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import java.time.Duration;

/// The result of putting one submission.
public sealed interface PutResult {
  /// Stored, durably, and waiting to be processed.
  record Stored(Job job) implements PutResult {}

  /// A key already belongs to this job, which has an equal payload. All keys of the submission
  /// belong to it now.
  record Existing(JobRecord record) implements PutResult {}

  /// The key belongs to a job with another payload or, for a batch's key, to a single job or
  /// another batch. Nothing was changed.
  record KeyTaken(JobKey key) implements PutResult {}

  /// The submission was put before under other keys, and the job has the maximum number of keys.
  /// Nothing was changed.
  record TooManyKeys(JobKey key) implements PutResult {}

  /// Too many jobs are waiting. Nothing was changed; retry after the wait.
  record Full(Duration retryAfter) implements PutResult {}
}
