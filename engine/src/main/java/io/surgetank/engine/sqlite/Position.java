package io.surgetank.engine.sqlite;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// How far a store has come, over all pipelines: what it counts only ever grows.
///
/// @param changes everything acknowledged: jobs accepted, ends, retries, records removed
record Position(long accepted, long changes) {
  static final Position NONE = new Position(0, 0);

  private static final Set<Count> CHANGES =
      EnumSet.of(
          Count.ACCEPTED,
          Count.RETRIED,
          Count.PROCESSED,
          Count.DIED,
          Count.REDRIVEN,
          Count.CANCELLED,
          Count.REMOVED_PROCESSED,
          Count.REMOVED_DEAD,
          Count.REMOVED_CANCELLED);

  private static final String LEDGER =
      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'ledger'";
  private static final String ACCEPTED =
      "SELECT coalesce(sum(n), 0) FROM ledger WHERE name = '" + Count.ACCEPTED.label + "'";
  private static final String ALL =
      CHANGES.stream()
          .map(count -> "'" + count.label + "'")
          .collect(
              Collectors.joining(
                  ", ", "SELECT coalesce(sum(n), 0) FROM ledger WHERE name IN (", ")"));

  static Position of(Lines lines) {
    long accepted = 0;
    long changes = 0;
    for (Line line : lines.all()) {
      accepted += line.count(Count.ACCEPTED);
      for (Count count : CHANGES) changes += line.count(count);
    }
    return new Position(accepted, changes);
  }

  /// As a file has it, whatever its version.
  static Position of(Database database) throws SQLException {
    return database.number(LEDGER) == 0
        ? NONE
        : new Position(database.number(ACCEPTED), database.number(ALL));
  }

  boolean isBehind(Position other) {
    return accepted < other.accepted || changes < other.changes;
  }
}
