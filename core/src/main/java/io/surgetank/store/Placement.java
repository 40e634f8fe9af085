package io.surgetank.store;

import io.surgetank.job.Job;
import io.surgetank.job.JobKey;
import io.surgetank.job.JobRecord;
import java.time.Duration;

/// What came of putting one submission.
public sealed interface Placement {
  /// Stored, durably, and waiting to be worked.
  record Stored(Job job) implements Placement {}

  /// The key names this job already, put with an equal payload.
  record Existing(JobRecord record) implements Placement {}

  /// The key names a job with another payload. Nothing was changed.
  record KeyTaken(JobKey key) implements Placement {}

  /// Too much is waiting. Nothing was changed; try again after the wait.
  record Full(Duration retryAfter) implements Placement {}
}
