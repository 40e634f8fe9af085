package io.surgetank.store;

import io.surgetank.job.Job;
import io.surgetank.job.JobKey;
import io.surgetank.job.JobRecord;
import java.time.Duration;

/// What came of putting one submission.
public sealed interface Placement {
  /// Stored, durably, and waiting to be worked.
  record Stored(Job job) implements Placement {}

  /// A key names this job already, put with an equal payload. All keys of the submission name it
  /// from here.
  record Existing(JobRecord record) implements Placement {}

  /// The key names something else: a job with another payload, or, of a batch's key, a single job
  /// or another batch. Nothing was changed.
  record KeyTaken(JobKey key) implements Placement {}

  /// The submission is one that was put before under another key, and the job has no room for this
  /// one too. Nothing was changed.
  record TooManyKeys(JobKey key) implements Placement {}

  /// Too much is waiting. Nothing was changed; try again after the wait.
  record Full(Duration retryAfter) implements Placement {}
}
