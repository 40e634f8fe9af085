package io.surgetank.store;

import io.surgetank.job.JobRecord;

/// What came of calling a job back.
public sealed interface Cancellation {
  /// It will not be worked. Also the answer when it had been cancelled before.
  record Done(JobRecord record) implements Cancellation {}

  /// It has been started already, or is over.
  record TooLate(JobRecord record) implements Cancellation {}

  record Unknown() implements Cancellation {}
}
