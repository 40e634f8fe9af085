package io.surgetank.aws.table;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.Status;
import io.surgetank.core.store.Submission;
import java.util.ArrayList;
import java.util.List;

/// A job as the table has it.
///
/// @param version counts the writes of this job; a write is conditional on the one it read
/// @param unsent no message may be on its way: the sweeper sends one
record JobItem(Submission submission, JobState jobState, long version, boolean unsent) {
  static JobItem of(Submission submission) {
    return new JobItem(submission, JobState.pending(submission.job().acceptedAt()), 1, true);
  }

  Job job() {
    return submission.job();
  }

  Status status() {
    return jobState.state().status();
  }

  MessageSender.OutgoingMessage notice() {
    return new MessageSender.OutgoingMessage(job(), jobState.round(), submission.orderingKey());
  }

  JobRecord record() {
    return new JobRecord(
        job(),
        jobState.state(),
        jobState.attemptHistory().attempts(),
        jobState.round(),
        jobState.attemptHistory().leftOut());
  }

  /// Whoever works, ends or calls the job back knows that it needs no sending.
  JobItem with(JobState next) {
    return new JobItem(submission, next, version + 1, false);
  }

  /// The same with further keys.
  JobItem named(List<JobKey> more) {
    var keys = new ArrayList<>(submission.keys());
    keys.addAll(more);
    var named =
        new Submission(
            submission.job(),
            keys,
            submission.fingerprint(),
            submission.orderingKey(),
            submission.batch());
    return new JobItem(named, jobState, version + 1, unsent);
  }

  JobItem toBeSent(JobState next) {
    return new JobItem(submission, next, version + 1, true);
  }
}
