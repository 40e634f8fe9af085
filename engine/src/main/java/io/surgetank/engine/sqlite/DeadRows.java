package io.surgetank.engine.sqlite;

import io.surgetank.job.Status;
import io.surgetank.store.DeadFilter;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/// Reads dead letters, newest first, so many at a time. Ids are asked of the table, the failure's
/// text is looked at here: SQL knows lower case for ASCII only.
final class DeadRows {
  static final int AT_ONCE = 256;

  private static final String WHERE =
      "SELECT "
          + Removal.COLUMNS
          + " FROM job WHERE pipeline = ? AND status = "
          + Codes.of(Status.DEAD)
          + " AND seq < ?";
  private static final String LAST = " ORDER BY seq DESC LIMIT " + AT_ONCE;
  private static final String ALL = WHERE + LAST;
  private static final String NAMED = WHERE + " AND seq IN (SELECT value FROM json_each(?))" + LAST;

  /// Counted at once: more than are read, since only their different failures are.
  static final int COUNTED_AT_ONCE = 4096;

  private static final String FAILURES =
      "SELECT outcome, count(*), min(seq) FROM (SELECT seq, outcome FROM job"
          + " WHERE pipeline = ? AND status = "
          + Codes.of(Status.DEAD)
          + " AND seq < ? ORDER BY seq DESC LIMIT "
          + COUNTED_AT_ONCE
          + ") GROUP BY outcome";

  /// So many dead letters died of this; `lowest` is the least of their sequences.
  record Failures(String failure, long count, long lowest) {}

  private final Database database;
  private final DeadFilter filter;
  private final String sequences;

  DeadRows(Database database, DeadFilter filter) {
    this.database = database;
    this.filter = filter;
    this.sequences =
        filter.ids().stream()
            .map(id -> Long.toString(id.sequence()))
            .collect(Collectors.joining(",", "[", "]"));
  }

  List<Removal.Ended> below(Line line, long sequence) throws SQLException {
    return filter.ids().isEmpty()
        ? database.query(ALL).all(Removal::read, line.number, sequence)
        : database.query(NAMED).all(Removal::read, line.number, sequence, sequences);
  }

  /// What the newest below a sequence died of, whatever the filter says.
  List<Failures> failuresBelow(Line line, long sequence) throws SQLException {
    return database
        .query(FAILURES)
        .all(
            row ->
                new Failures(
                    Objects.requireNonNullElse(row.getString(1), ""),
                    row.getLong(2),
                    row.getLong(3)),
            line.number,
            sequence);
  }

  static boolean isMeant(DeadFilter filter, Removal.Ended job) {
    if (!filter.ids().isEmpty() && !filter.ids().contains(job.id())) return false;
    return isMeant(filter, job.outcome());
  }

  static boolean isMeant(DeadFilter filter, String failure) {
    return failure
        .toLowerCase(Locale.ROOT)
        .contains(filter.failureContains().toLowerCase(Locale.ROOT));
  }

  static List<Line> lines(Lines lines, DeadFilter filter) {
    return lines.all().stream()
        .filter(line -> filter.pipelines().isEmpty() || filter.pipelines().contains(line.name))
        .toList();
  }
}
