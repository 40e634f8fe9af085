package io.surgetank.core.store;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import java.time.Duration;

/// The result of putting one submission. Backends return it and the API answers it.
public sealed interface PutResult {
  /// Stored, durably, and waiting to be processed.
  record Stored(Job job) implements PutResult {}

  /// A key already belongs to this job, which has an equal payload. All keys of the submission
  /// belong to it now.
  record Existing(JobRecord record) implements PutResult {}

  /// Nothing was changed.
  sealed interface Refusal extends PutResult {}

  /// The key belongs to a job with another payload or, for a batch's key, to a single job or
  /// another batch.
  record KeyTaken(JobKey key) implements Refusal {}

  /// The submission was put before under other keys, and the job has the maximum number of keys.
  record TooManyKeys(JobKey key) implements Refusal {}

  /// Too many unfinished jobs; retry after the wait.
  record Full(Duration retryAfter) implements Refusal {}
}
