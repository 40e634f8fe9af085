package io.surgetank.sqlite;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.FinishedAttempt.End;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.State;
import io.surgetank.core.job.Status;
import io.surgetank.core.store.DamagedRecordException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads complete records of jobs and their attempts.
final class RecordReader {
  /// To be followed by a condition on `j`; `r` is the running attempt, if any.
  static final String SELECT =
      "SELECT j.seq, j.salt, j.pipeline, j.status, j.due, j.round, j.tried, j.attempts, j.started,"
          + " j.ended, j.payload, j.trace, j.outcome, r.round, r.number, r.started,"
          + " coalesce(j.ordering, -1), j.crc, j.ended_crc, j.owner"
          + " FROM job j LEFT JOIN running r ON r.seq = j.seq ";

  private static final JobRowMapper.Columns JOB = new JobRowMapper.Columns(11, 12, 20);

  private static final String BY_ID = SELECT + "WHERE j.seq = ? AND j.salt = ?";
  private static final String ATTEMPTS =
      "SELECT round, number, started, ended, ending, failure, stack_trace FROM attempt WHERE seq = ?"
          + " ORDER BY ordinal";

  /// A record whose earlier attempts have not been read yet.
  record Head(JobRecord record, boolean hasMore) {}

  private final DatabaseConnection connection;
  private final PipelineStates states;

  RecordReader(DatabaseConnection connection, PipelineStates states) {
    this.connection = connection;
    this.states = states;
  }

  /// Throws [DamagedRecordException] if the record does not match its checksum.
  Optional<JobRecord> find(JobId id) throws SQLException {
    var found = connection.query(BY_ID).first(this::intact, id.sequence(), id.salt());
    if (found.isEmpty()) return Optional.empty();
    return Optional.of(whole(found.get().orElseThrow(() -> new DamagedRecordException(id))));
  }

  /// The same for lists: a damaged record is reported and omitted.
  Optional<JobRecord> findIntact(JobId id) throws SQLException {
    var found = connection.query(BY_ID).first(this::intact, id.sequence(), id.salt());
    return found.isEmpty() || found.get().isEmpty()
        ? Optional.empty()
        : Optional.of(whole(found.get().get()));
  }

  /// The intact records; damaged ones are reported.
  List<Head> heads(String sql, @Nullable Object... values) throws SQLException {
    return connection.query(sql).all(this::intact, values).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /// The record with every attempt.
  JobRecord whole(Head head) throws SQLException {
    JobRecord record = head.record();
    if (!head.hasMore()) return record;
    var attempts =
        new ArrayList<FinishedAttempt>(
            connection.query(ATTEMPTS).all(RecordReader::attempt, record.id().sequence()));
    attempts.addAll(record.attempts());
    return new JobRecord(record.job(), record.state(), attempts, record.redrives());
  }

  private Optional<Head> intact(ResultSet row) throws SQLException {
    JobId id = JobId.of(row.getLong(1), row.getLong(2));
    if (isDamaged(row, id)) {
      states.damagedRecords.report(id);
      return Optional.empty();
    }
    return Optional.of(head(row, id));
  }

  /// Whether a row of [#SELECT] does not match its checksums.
  static boolean isDamaged(ResultSet row, JobId id) throws SQLException {
    var content =
        new Checksum.Content(
            id, text(row, 11), row.getString(12), row.getLong(17), row.getString(20));
    if (!Checksum.matches(row, 18, content.checksum())) return true;
    int status = row.getInt(4);
    boolean isChecked =
        status == DbCodes.of(Status.RETRYING)
            || status == DbCodes.of(Status.PROCESSED)
            || status == DbCodes.of(Status.DEAD);
    if (!isChecked) return false;
    var ended =
        new Checksum.Ended(
            id.sequence(),
            status,
            row.getInt(6),
            row.getInt(7),
            row.getInt(8),
            row.getLong(9),
            row.getLong(10),
            row.getString(13));
    return !Checksum.matches(row, 19, ended.checksum());
  }

  private Head head(ResultSet row, JobId id) throws SQLException {
    PipelineState state = states.numbered(row.getInt(3));
    var job = JobRowMapper.job(row, id, state.name, JOB);
    Status status = DbCodes.status(row.getInt(4));
    int attempts = row.getInt(8);
    List<FinishedAttempt> last = List.of();
    if (status == Status.PROCESSED) {
      var attempt = new Attempt(row.getInt(6), row.getInt(7), time(row, 9));
      last = List.of(new FinishedAttempt(attempt, time(row, 10), End.PROCESSED, ""));
    }
    var record = new JobRecord(job, state(row, status), last, row.getInt(6));
    return new Head(record, attempts > last.size());
  }

  private State state(ResultSet row, Status status) throws SQLException {
    int runningNumber = row.getInt(15);
    if (runningNumber > 0)
      return new State.Processing(new Attempt(row.getInt(14), runningNumber, time(row, 16)));
    return switch (status) {
      case PENDING, PROCESSING -> new State.Pending();
      case RETRYING -> new State.Retrying(Instant.ofEpochMilli(states.clock.shown(row.getLong(5))));
      case PROCESSED -> new State.Processed(text(row, 13), time(row, 10));
      case DEAD -> new State.Dead(text(row, 13), time(row, 10));
      case CANCELLED -> new State.Cancelled(time(row, 10));
    };
  }

  private static FinishedAttempt attempt(ResultSet row) throws SQLException {
    return new FinishedAttempt(
        new Attempt(row.getInt(1), row.getInt(2), time(row, 3)),
        time(row, 4),
        DbCodes.end(row.getInt(5)),
        text(row, 6),
        Objects.requireNonNullElse(row.getString(7), ""));
  }

  private static Instant time(ResultSet row, int column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  private static String text(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getString(column));
  }
}
