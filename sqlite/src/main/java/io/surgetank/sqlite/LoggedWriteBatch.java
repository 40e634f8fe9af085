package io.surgetank.sqlite;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.FinishedAttempt.End;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.State;
import io.surgetank.core.store.Submission;
import io.surgetank.sqlite.log.LogBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes that only need the commit log: their changes are durable with its next sync, and are
/// written to the tables later.
final class LoggedWriteBatch extends WriteBatch {
  private final LogBuffer log;
  private final LoggedChanges changes;
  private final Memtable memtable;

  /// No job with a greater sequence is in the table.
  private final long storedThrough;

  private final Map<Long, JobRecord> records = new LinkedHashMap<>();

  LoggedWriteBatch(
      DatabaseConnection connection,
      PipelineStates states,
      LogBuffer log,
      LoggedChanges changes,
      long storedThrough) {
    super(connection, states);
    this.log = log;
    this.changes = changes;
    this.memtable = changes.newest();
    this.storedThrough = storedThrough;
  }

  @Override
  boolean isLogged() {
    return true;
  }

  @Override
  Optional<KnownKey> key(JobKey key) throws SQLException {
    Optional<KnownKey> recent = changes.key(key);
    return recent.isPresent() ? recent : super.key(key);
  }

  @Override
  Optional<Long> salt(long sequence) throws SQLException {
    Optional<Long> recent = changes.salt(sequence);
    return recent.isPresent() ? recent : super.salt(sequence);
  }

  @Override
  boolean hasBegun(long sequence) {
    return changes.hasBegun(sequence);
  }

  @Override
  boolean insert(PipelineState state, JobKeyStore keys, Submission submission, int status)
      throws SQLException {
    Job job = submission.job();
    long sequence = job.id().sequence();
    if (changes.hasAccepted(sequence)) return false;
    if (sequence <= storedThrough && super.salt(sequence).isPresent()) return false;
    memtable.accept(state.number, submission);
    LogRecords.putAccepted(log, state.number, submission);
    show(job, new State.Pending(), List.of());
    return true;
  }

  @Override
  void begin(Lease lease) {
    Attempt attempt = lease.attempt;
    long at = attempt.startedAt().toEpochMilli();
    memtable.start(lease.ready.sequence(), at);
    LogRecords.putStarted(log, lease.ready.sequence(), at);
    show(lease.ready.job(), new State.Processing(attempt), List.of());
  }

  @Override
  void processed(Lease lease, long endedAt, String result) {
    long sequence = lease.ready.sequence();
    var completion =
        new Memtable.Completion(lease.attempt.startedAt().toEpochMilli(), endedAt, result);
    memtable.process(sequence, completion);
    LogRecords.putProcessed(log, sequence, completion);
    Instant end = Instant.ofEpochMilli(endedAt);
    show(
        lease.ready.job(),
        new State.Processed(result, end),
        List.of(new FinishedAttempt(lease.attempt, end, End.PROCESSED, "")));
  }

  private void show(Job job, State state, List<FinishedAttempt> attempts) {
    records.put(job.id().sequence(), new JobRecord(job, state, attempts, 0));
  }

  @Override
  void finish() {
    for (PipelineState state : touched()) LogRecords.putCounters(log, state);
  }

  /// Shows the jobs' new states. To be called when the records are durable.
  void showRecords() {
    records.values().forEach(memtable::show);
  }
}
