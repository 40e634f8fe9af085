package io.surgetank.aws.table;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.Status;
import io.surgetank.core.store.Submission;
import java.util.ArrayList;
import java.util.List;

/// A job in the table.
///
/// @param version counts the writes of this job; a write is conditional on the version it read
/// @param unsent there may be no message: the sweeper sends one
record JobItem(Submission submission, JobExecution jobExecution, long version, boolean unsent) {
  static JobItem of(Submission submission) {
    return new JobItem(submission, JobExecution.pending(submission.job().acceptedAt()), 1, true);
  }

  Job job() {
    return submission.job();
  }

  Status status() {
    return jobExecution.state().status();
  }

  MessageSender.OutgoingMessage outgoingMessage() {
    return new MessageSender.OutgoingMessage(job(), jobExecution.round(), submission.orderingKey());
  }

  JobRecord record() {
    return new JobRecord(
        job(),
        jobExecution.state(),
        jobExecution.attemptHistory().attempts(),
        jobExecution.round(),
        jobExecution.attemptHistory().omittedAttempts());
  }

  /// With the next state; a job that changes its state in any way but a redrive needs no message.
  JobItem with(JobExecution next) {
    return new JobItem(submission, next, version + 1, false);
  }

  /// With further keys.
  JobItem withKeys(List<JobKey> more) {
    var keys = new ArrayList<>(submission.keys());
    keys.addAll(more);
    var withKeys =
        new Submission(
            submission.job(),
            keys,
            submission.fingerprint(),
            submission.orderingKey(),
            submission.batch());
    return new JobItem(withKeys, jobExecution, version + 1, unsent);
  }

  JobItem toBeSent(JobExecution next) {
    return new JobItem(submission, next, version + 1, true);
  }
}
