package io.surgetank.sqlite;

import io.surgetank.core.job.Status;
import io.surgetank.core.store.DeadLetterFilter;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/// Reads dead letters in pages, newest first. Filters ids in SQL and the failure's text here:
/// SQLite's lower() supports only ASCII.
final class DeadLetterReader {
  static final int AT_ONCE = 256;

  private static final String WHERE =
      "SELECT "
          + JobDeletion.COLUMNS
          + " FROM job WHERE pipeline = ? AND status = "
          + DbCodes.of(Status.DEAD)
          + " AND seq < ?";
  private static final String LAST = " ORDER BY seq DESC LIMIT " + AT_ONCE;
  private static final String ALL = WHERE + LAST;
  private static final String NAMED = WHERE + " AND seq IN (SELECT value FROM json_each(?))" + LAST;

  /// The number counted per query. It exceeds AT_ONCE, because only distinct failures are read.
  static final int COUNTED_AT_ONCE = 4096;

  private static final String FAILURES =
      "SELECT outcome, count(*), min(seq) FROM (SELECT seq, outcome FROM job"
          + " WHERE pipeline = ? AND status = "
          + DbCodes.of(Status.DEAD)
          + " AND seq < ? ORDER BY seq DESC LIMIT "
          + COUNTED_AT_ONCE
          + ") GROUP BY outcome";

  /// The number of dead letters with this failure; `lowest` is the least of their sequences.
  record Failures(String failure, long count, long lowest) {}

  private final DatabaseConnection connection;
  private final DeadLetterFilter filter;
  private final String sequences;

  DeadLetterReader(DatabaseConnection connection, DeadLetterFilter filter) {
    this.connection = connection;
    this.filter = filter;
    this.sequences =
        filter.ids().stream()
            .map(id -> Long.toString(id.sequence()))
            .collect(Collectors.joining(",", "[", "]"));
  }

  List<JobDeletion.Ended> below(PipelineState state, long sequence) throws SQLException {
    return filter.ids().isEmpty()
        ? connection.query(ALL).all(JobDeletion::read, state.number, sequence)
        : connection.query(NAMED).all(JobDeletion::read, state.number, sequence, sequences);
  }

  /// The failures of the newest below a sequence, ignoring the filter.
  List<Failures> failuresBelow(PipelineState state, long sequence) throws SQLException {
    return connection
        .query(FAILURES)
        .all(
            row ->
                new Failures(
                    Objects.requireNonNullElse(row.getString(1), ""),
                    row.getLong(2),
                    row.getLong(3)),
            state.number,
            sequence);
  }

  static boolean matches(DeadLetterFilter filter, JobDeletion.Ended job) {
    if (!filter.ids().isEmpty() && !filter.ids().contains(job.id())) return false;
    return matches(filter, job.outcome());
  }

  static boolean matches(DeadLetterFilter filter, String failure) {
    return failure
        .toLowerCase(Locale.ROOT)
        .contains(filter.failureContains().toLowerCase(Locale.ROOT));
  }

  static List<PipelineState> matching(PipelineStates states, DeadLetterFilter filter) {
    return states.all().stream()
        .filter(state -> filter.pipelines().isEmpty() || filter.pipelines().contains(state.name))
        .toList();
  }
}
