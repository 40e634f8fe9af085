package io.surgetank.core.store;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The records of jobs.
///
/// All methods throw [java.io.UncheckedIOException] when the backend fails; nothing that was
/// acknowledged is lost by that.
public interface JobStore {
  /// Stores the submissions, each on its own merits, and answers in their order. Returns only when
  /// what is `Stored` or `Existing` would survive a crash. The same key twice in one call: the
  /// first is stored, the second finds it. A submission with two keys is `Existing` when all of
  /// them that are known name one job with an equal payload; those that were not known name it then
  /// too.
  ///
  /// An element of a batch is put only where its batch's key is new or names the same batch. An
  /// element that could not be stored may be put again later: the batch grows complete that way. An
  /// element that finds its job by another key takes no room of a job that has all the keys it may
  /// have.
  List<PutResult> put(List<Submission> submissions);

  Optional<JobRecord> find(JobId id);

  /// Which job each key names; a key that names none, or a batch, is missing. One look-up, however
  /// many keys there are.
  Map<JobKey, JobId> named(Collection<JobKey> keys);

  default Optional<JobRecord> findByKey(JobKey key) {
    return Optional.ofNullable(named(List.of(key)).get(key)).flatMap(this::find);
  }

  /// The jobs asked for, newest first. Its cost does not grow with the number of jobs kept.
  List<JobRecord> list(JobQuery query);

  /// Calls a job back if no attempt has begun, or if it waits between attempts. Durable when it
  /// returns.
  CancelResult cancel(JobId id);

  /// The record once it stands at an end, or as it stands when the wait is over. Empty when there
  /// is no such job.
  Optional<JobRecord> awaitEnd(JobId id, Duration atMost) throws InterruptedException;
}
