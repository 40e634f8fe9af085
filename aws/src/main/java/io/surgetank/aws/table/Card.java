package io.surgetank.aws.table;

import io.surgetank.job.Job;
import io.surgetank.job.JobKey;
import io.surgetank.job.JobRecord;
import io.surgetank.job.Status;
import io.surgetank.store.Submission;
import java.util.ArrayList;
import java.util.List;

/// A job as the table has it.
///
/// @param version counts the writes of this job; a write is conditional on the one it read
/// @param unsent no message may be on its way: the sweeper sends one
record Card(Submission submission, Life life, long version, boolean unsent) {
  static Card of(Submission submission) {
    return new Card(submission, Life.pending(submission.job().acceptedAt()), 1, true);
  }

  Job job() {
    return submission.job();
  }

  Status status() {
    return life.state().status();
  }

  Sending.Notice notice() {
    return new Sending.Notice(job(), life.round(), submission.orderingKey());
  }

  JobRecord record() {
    return new JobRecord(
        job(), life.state(), life.evidence().attempts(), life.round(), life.evidence().leftOut());
  }

  /// Whoever works, ends or calls the job back knows that it needs no sending.
  Card with(Life next) {
    return new Card(submission, next, version + 1, false);
  }

  /// The same with further keys.
  Card named(List<JobKey> more) {
    var keys = new ArrayList<>(submission.keys());
    keys.addAll(more);
    var named =
        new Submission(
            submission.job(),
            keys,
            submission.fingerprint(),
            submission.orderingKey(),
            submission.batch());
    return new Card(named, life, version + 1, unsent);
  }

  Card toBeSent(Life next) {
    return new Card(submission, next, version + 1, true);
  }
}
