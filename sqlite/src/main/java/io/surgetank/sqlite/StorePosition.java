package io.surgetank.sqlite;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

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
  private static final String ALL = "SELECT pipeline, name, n FROM ledger";

  private record Row(int pipeline, String name, long n) {}

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
    return of(connection, Map.of());
  }

  /// The same with counters that are newer than those in the file, by pipeline and name.
  static StorePosition of(
      DatabaseConnection connection, Map<Integer, Map<String, Long>> newerCounters)
      throws SQLException {
    if (connection.number(LEDGER) == 0) return NONE;
    var all = new HashMap<Integer, Map<String, Long>>();
    for (Row row :
        connection
            .query(ALL)
            .all(found -> new Row(found.getInt(1), found.getString(2), found.getLong(3))))
      all.computeIfAbsent(row.pipeline(), _ -> new HashMap<>()).put(row.name(), row.n());
    newerCounters.forEach((pipeline, counters) ->
        all.computeIfAbsent(pipeline, _ -> new HashMap<>()).putAll(counters));
    long accepted = 0;
    long changes = 0;
    for (Map<String, Long> counters : all.values()) {
      accepted += counters.getOrDefault(Counter.ACCEPTED.label, 0L);
      for (Counter counter : CHANGES) changes += counters.getOrDefault(counter.label, 0L);
    }
    return new StorePosition(accepted, changes);
  }

  /// With one more change.
  StorePosition plusChange() {
    return new StorePosition(accepted, changes + 1);
  }

  /// The greater of each count.
  StorePosition max(StorePosition other) {
    return new StorePosition(Math.max(accepted, other.accepted), Math.max(changes, other.changes));
  }

  boolean isBehind(StorePosition other) {
    return accepted < other.accepted || changes < other.changes;
  }
}
