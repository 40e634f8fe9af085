package io.surgetank.core.store;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The records of jobs. All methods throw [java.io.UncheckedIOException] when the backend fails;
/// acknowledged jobs are not lost then.
public interface JobStore {
  /// Stores the submissions independently of each other, and returns the results in their order.
  /// Returns only when what is `Stored` or `Existing` would survive a crash. The same key twice in
  /// one call: the first is stored, the second finds it. A submission with two keys is `Existing`
  /// when all known ones belong to one job with an equal payload; the unknown ones are then added
  /// to that job. An element of a batch is put only when its batch's key is new or belongs to the
  /// same batch. An element that could not be stored may be put again later, which completes the
  /// batch. An element that finds its job by another key adds no key to a job that has the maximum
  /// number of keys.
  List<PutResult> put(List<Submission> submissions);

  Optional<JobRecord> find(JobId id);

  /// The job of each key; keys without a job, and keys of batches, are missing. One lookup for all
  /// keys.
  Map<JobKey, JobId> named(Collection<JobKey> keys);

  default Optional<JobRecord> findByKey(JobKey key) {
    return Optional.ofNullable(named(List.of(key)).get(key)).flatMap(this::find);
  }

  /// The jobs that match, newest first. The cost does not grow with the number of stored jobs.
  List<JobRecord> list(JobQuery query);

  /// Cancels a job if no attempt has started, or if it waits between attempts. Durable when it
  /// returns.
  CancelResult cancel(JobId id);

  /// Moves jobs to another pipeline, each independently of the others, and returns the results in
  /// their order. Only waiting jobs without a running attempt are moved. A moved job is due at
  /// once; if it was tried before, a new round of attempts begins and its history is kept. It keeps
  /// its id and all its keys, at the paths where they were given. The new pipeline's backlog limit
  /// does not apply.
  ///
  /// In the same step the audit log gets `entry` with the number of jobs that were moved, unless
  /// there are none. Durable when it returns. Only where [#noMoves()] is empty.
  List<MoveResult> move(List<Move> moves, OperatorAction entry);

  /// Why this backend cannot move jobs to other pipelines, in a sentence for an operator; empty
  /// when it can.
  default Optional<String> noMoves() {
    return Optional.empty();
  }

  /// Waits until the job has ended, and returns its record, at the latest after `atMost`. Empty
  /// when there is no such job.
  Optional<JobRecord> awaitEnd(JobId id, Duration atMost) throws InterruptedException;
}
