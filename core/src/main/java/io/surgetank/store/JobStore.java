package io.surgetank.store;

import io.surgetank.job.JobId;
import io.surgetank.job.JobKey;
import io.surgetank.job.JobRecord;
import io.surgetank.job.PipelineName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The records of jobs.
///
/// All methods throw [java.io.UncheckedIOException] when the backend fails; nothing that was
/// acknowledged is lost by that.
public interface JobStore {
  /// Stores the submissions, each on its own merits, and answers in their order. Returns only when
  /// what is `Stored` or `Existing` would survive a crash. The same key twice in one call: the
  /// first is stored, the second finds it. A submission with two keys is `Existing` when all of
  /// them that are known name one job with an equal payload.
  List<Placement> put(List<Submission> submissions);

  Optional<JobRecord> find(JobId id);

  Optional<JobRecord> findByKey(PipelineName pipeline, JobKey key);

  /// The jobs asked for, newest first. Its cost does not grow with the number of jobs kept.
  List<JobRecord> list(JobQuery query);

  /// Calls a job back if no attempt has begun, or if it waits between attempts. Durable when it
  /// returns.
  Cancellation cancel(JobId id);

  /// The record once it stands at an end, or as it stands when the wait is over. Empty when there
  /// is no such job.
  Optional<JobRecord> awaitEnd(JobId id, Duration atMost) throws InterruptedException;
}
