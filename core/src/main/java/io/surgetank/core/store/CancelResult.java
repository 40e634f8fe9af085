package io.surgetank.core.store;

import io.surgetank.core.job.JobRecord;

/// What came of calling a job back.
public sealed interface CancelResult {
  /// It will not be worked. Also the answer when it had been cancelled before.
  record Cancelled(JobRecord record) implements CancelResult {}

  /// It has been started already, or is over.
  record TooLate(JobRecord record) implements CancelResult {}

  record Unknown() implements CancelResult {}
}
