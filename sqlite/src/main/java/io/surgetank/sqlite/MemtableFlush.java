package io.surgetank.sqlite;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.Status;
import io.surgetank.core.store.Submission;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes the changes of a memtable to the tables, as part of a transaction.
///
/// Rows are inserted, not replaced: another job in the place of an acknowledged one is an error.
final class MemtableFlush {
  /// In the order of [#insert] and [#ended].
  private static final List<String> ACCEPTED_COLUMNS =
      List.of(
          "seq",
          "salt",
          "pipeline",
          "payload",
          "trace",
          "idempotency_key",
          "client_id",
          "owner",
          "crc");

  private static final List<String> PROCESSED_COLUMNS =
      Stream.concat(
              ACCEPTED_COLUMNS.stream(), Stream.of("started", "ended", "outcome", "ended_crc"))
          .toList();
  private static final RowInserts.Statements PENDING =
      RowInserts.Statements.of(
          "job", ACCEPTED_COLUMNS, Map.of("status", DbCodes.of(Status.PENDING)));
  private static final RowInserts.Statements PROCESSED =
      RowInserts.Statements.of(
          "job",
          PROCESSED_COLUMNS,
          Map.of("status", DbCodes.of(Status.PROCESSED), "tried", 1, "attempts", 1));
  private static final RowInserts.Statements RUNNING =
      RowInserts.Statements.of(
          "running", List.of("seq", "started"), Map.of("round", 0, "number", 1));
  private static final String END = "DELETE FROM running WHERE seq = ?";

  private final DatabaseConnection connection;
  private final RowInserts pending;
  private final RowInserts processed;
  private final RowInserts running;

  private MemtableFlush(DatabaseConnection connection) {
    this.connection = connection;
    this.pending = new RowInserts(connection, PENDING);
    this.processed = new RowInserts(connection, PROCESSED);
    this.running = new RowInserts(connection, RUNNING);
  }

  static void write(DatabaseConnection connection, Memtable memtable) throws SQLException {
    var flush = new MemtableFlush(connection);
    for (Memtable.Change change : memtable.changes()) flush.write(change);
    flush.finish();
  }

  private void write(Memtable.Change change) throws SQLException {
    Memtable.Acceptance accepted = change.accepted;
    Memtable.Completion completion = change.processed;
    if (accepted != null) insert(accepted, completion);
    else if (completion != null) JobRows.processed(connection, change.sequence, completion);
    boolean isStarted = change.startedAt != null;
    if (isStarted && completion == null)
      running.add(new Object[] {change.sequence, change.startedAt});
    if (!isStarted && completion != null) connection.query(END).update(change.sequence);
  }

  private void insert(Memtable.Acceptance accepted, Memtable.@Nullable Completion completion)
      throws SQLException {
    Submission submission = accepted.submission();
    Job job = submission.job();
    JobId id = job.id();
    String trace = JobRows.trace(job);
    @Nullable Object[] row = {
      id.sequence(),
      id.salt(),
      accepted.pipeline(),
      job.payload(),
      trace,
      JobRows.key(submission, JobKey.Kind.IDEMPOTENCY_KEY),
      JobRows.key(submission, JobKey.Kind.CLIENT_ID),
      JobRows.owner(job),
      JobRows.checksum(job, trace, ReadyJob.NONE)
    };
    if (completion == null) pending.add(row);
    else processed.add(row, ended(id, completion));
    JobKeyStore.insert(connection, submission);
  }

  private static Object[] ended(JobId id, Memtable.Completion completion) {
    return new Object[] {
      completion.startedAt(),
      completion.endedAt(),
      completion.result(),
      JobRows.firstAttempt(id.sequence(), completion).checksum()
    };
  }

  private void finish() throws SQLException {
    pending.finish();
    processed.finish();
    running.finish();
  }
}
