package io.surgetank.sqlite;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Monotonic counts over all pipelines.
///
/// @param changes all acknowledged changes: jobs accepted, finished and retried, records removed
record StorePosition(long accepted, long changes) {
  static final StorePosition NONE = new StorePosition(0, 0);

  private static final Set<Counter> CHANGES =
      EnumSet.of(
          Counter.ACCEPTED,
          Counter.RETRIED,
          Counter.PROCESSED,
          Counter.DEAD_LETTERED,
          Counter.REDRIVEN,
          Counter.CANCELLED,
          Counter.MOVED_OUT,
          Counter.REMOVED_PROCESSED,
          Counter.REMOVED_DEAD,
          Counter.REMOVED_CANCELLED);

  private static final String LEDGER =
      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'ledger'";
  private static final String ACCEPTED =
      "SELECT coalesce(sum(n), 0) FROM ledger WHERE name = '" + Counter.ACCEPTED.label + "'";
  private static final String ALL =
      CHANGES.stream()
          .map(counter -> "'" + counter.label + "'")
          .collect(
              Collectors.joining(
                  ", ", "SELECT coalesce(sum(n), 0) FROM ledger WHERE name IN (", ")"));

  static StorePosition of(PipelineStates states) {
    long accepted = 0;
    long changes = 0;
    for (PipelineState state : states.all()) {
      accepted += state.count(Counter.ACCEPTED);
      for (Counter counter : CHANGES) changes += state.count(counter);
    }
    return new StorePosition(accepted, changes);
  }

  /// Reads it from a file of any version.
  static StorePosition of(DatabaseConnection connection) throws SQLException {
    return connection.number(LEDGER) == 0
        ? NONE
        : new StorePosition(connection.number(ACCEPTED), connection.number(ALL));
  }

  boolean isBehind(StorePosition other) {
    return accepted < other.accepted || changes < other.changes;
  }
}
