package io.surgetank.sqlite;

import io.surgetank.core.job.Status;
import io.surgetank.core.store.DeadLetterFilter;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/// Reads dead letters, newest first, so many at a time. Ids are asked of the table, the failure's
/// text is looked at here: SQL knows lower case for ASCII only.
final class DeadLetterRows {
  static final int AT_ONCE = 256;

  private static final String WHERE =
      "SELECT "
          + RecordDeletion.COLUMNS
          + " FROM job WHERE pipeline = ? AND status = "
          + DbCodes.of(Status.DEAD)
          + " AND seq < ?";
  private static final String LAST = " ORDER BY seq DESC LIMIT " + AT_ONCE;
  private static final String ALL = WHERE + LAST;
  private static final String NAMED = WHERE + " AND seq IN (SELECT value FROM json_each(?))" + LAST;

  /// Counted at once: more than are read, since only their different failures are.
  static final int COUNTED_AT_ONCE = 4096;

  private static final String FAILURES =
      "SELECT outcome, count(*), min(seq) FROM (SELECT seq, outcome FROM job"
          + " WHERE pipeline = ? AND status = "
          + DbCodes.of(Status.DEAD)
          + " AND seq < ? ORDER BY seq DESC LIMIT "
          + COUNTED_AT_ONCE
          + ") GROUP BY outcome";

  /// So many dead letters died of this; `lowest` is the least of their sequences.
  record Failures(String failure, long count, long lowest) {}

  private final DatabaseConnection databaseConnection;
  private final DeadLetterFilter filter;
  private final String sequences;

  DeadLetterRows(DatabaseConnection databaseConnection, DeadLetterFilter filter) {
    this.databaseConnection = databaseConnection;
    this.filter = filter;
    this.sequences =
        filter.ids().stream()
            .map(id -> Long.toString(id.sequence()))
            .collect(Collectors.joining(",", "[", "]"));
  }

  List<RecordDeletion.Ended> below(PipelineState pipelineState, long sequence) throws SQLException {
    return filter.ids().isEmpty()
        ? databaseConnection.query(ALL).all(RecordDeletion::read, pipelineState.number, sequence)
        : databaseConnection
            .query(NAMED)
            .all(RecordDeletion::read, pipelineState.number, sequence, sequences);
  }

  /// What the newest below a sequence died of, whatever the filter says.
  List<Failures> failuresBelow(PipelineState pipelineState, long sequence) throws SQLException {
    return databaseConnection
        .query(FAILURES)
        .all(
            row ->
                new Failures(
                    Objects.requireNonNullElse(row.getString(1), ""),
                    row.getLong(2),
                    row.getLong(3)),
            pipelineState.number,
            sequence);
  }

  static boolean isMeant(DeadLetterFilter filter, RecordDeletion.Ended job) {
    if (!filter.ids().isEmpty() && !filter.ids().contains(job.id())) return false;
    return isMeant(filter, job.outcome());
  }

  static boolean isMeant(DeadLetterFilter filter, String failure) {
    return failure
        .toLowerCase(Locale.ROOT)
        .contains(filter.failureContains().toLowerCase(Locale.ROOT));
  }

  static List<PipelineState> lines(PipelineStates pipelineStates, DeadLetterFilter filter) {
    return pipelineStates.all().stream()
        .filter(pipelineState ->
            filter.pipelines().isEmpty() || filter.pipelines().contains(pipelineState.name))
        .toList();
  }
}
