package io.surgetank.core.store;

import io.surgetank.core.job.JobRecord;

/// The result of cancelling a job.
public sealed interface CancelResult {
  /// It will not be processed. Also the result when it was cancelled before.
  record Cancelled(JobRecord record) implements CancelResult {}

  /// An attempt is running, or it has ended.
  record TooLate(JobRecord record) implements CancelResult {}

  record Unknown() implements CancelResult {}
}
