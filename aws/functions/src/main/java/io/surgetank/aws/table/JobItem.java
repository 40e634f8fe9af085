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
record JobItem(
    Submission submission,
    PayloadLocation payloadLocation,
    JobExecutionState jobExecutionState,
    long version,
    boolean unsent) {
  static JobItem of(Submission submission) {
    return new JobItem(
        submission,
        PayloadLocation.of(submission.job().payload()),
        JobExecutionState.pending(submission.job().acceptedAt()),
        1,
        true);
  }

  Job job() {
    return submission.job();
  }

  Status status() {
    return jobExecutionState.state().status();
  }

  MessageSender.OutgoingMessage outgoingMessage() {
    return new MessageSender.OutgoingMessage(
        job(), jobExecutionState.round(), submission.orderingKey());
  }

  JobRecord record() {
    return new JobRecord(
        job(),
        jobExecutionState.state(),
        jobExecutionState.attemptHistory().attempts(),
        jobExecutionState.round(),
        jobExecutionState.attemptHistory().omittedAttempts());
  }

  /// With the next state; a job that changes its state in any way but a redrive needs no message.
  JobItem with(JobExecutionState next) {
    return new JobItem(submission, payloadLocation, next, version + 1, false);
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
    return new JobItem(withKeys, payloadLocation, jobExecutionState, version + 1, unsent);
  }

  JobItem toBeSent(JobExecutionState next) {
    return new JobItem(submission, payloadLocation, next, version + 1, true);
  }
}
