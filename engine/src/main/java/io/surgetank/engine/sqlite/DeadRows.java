package io.surgetank.engine.sqlite;

import io.surgetank.job.Status;
import io.surgetank.store.DeadFilter;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
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

  static boolean isMeant(DeadFilter filter, Removal.Ended job) {
    if (!filter.ids().isEmpty() && !filter.ids().contains(job.id())) return false;
    return job.outcome()
        .toLowerCase(Locale.ROOT)
        .contains(filter.failureContains().toLowerCase(Locale.ROOT));
  }

  static List<Line> lines(Lines lines, DeadFilter filter) {
    return lines.all().stream()
        .filter(line -> filter.pipelines().isEmpty() || filter.pipelines().contains(line.name))
        .toList();
  }
}
