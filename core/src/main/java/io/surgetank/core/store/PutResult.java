package io.surgetank.core.store;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import java.time.Duration;

/// What came of putting one submission.
public sealed interface PutResult {
  /// Stored, durably, and waiting to be worked.
  record Stored(Job job) implements PutResult {}

  /// A key names this job already, put with an equal payload. All keys of the submission name it
  /// from here.
  record Existing(JobRecord record) implements PutResult {}

  /// The key names something else: a job with another payload, or, of a batch's key, a single job
  /// or another batch. Nothing was changed.
  record KeyTaken(JobKey key) implements PutResult {}

  /// The submission is one that was put before under another key, and the job has no room for this
  /// one too. Nothing was changed.
  record TooManyKeys(JobKey key) implements PutResult {}

  /// Too much is waiting. Nothing was changed; try again after the wait.
  record Full(Duration retryAfter) implements PutResult {}
}
