package io.surgetank.sqlite;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// What a flush writes to the tables.
///
/// @param counters the new values of those that have changed, by pipeline and name
/// @param last the number of the last group of the commit log that they have
record UnflushedChanges(Memtable memtable, Map<Integer, Map<String, Long>> counters, long last) {
  private static final String COUNT =
      "INSERT OR REPLACE INTO ledger(pipeline, name, n) VALUES(?, ?, ?)";

  /// With the counters as they are now. They count as stored.
  static UnflushedChanges of(Memtable memtable, PipelineStates states, long last) {
    var counters = new HashMap<Integer, Map<String, Long>>();
    for (PipelineState state : states.all()) {
      if (!state.hasUnstoredCounters()) continue;
      var changed = new HashMap<String, Long>();
      for (Counter counter : Counter.ALL)
        if (state.isUnstored(counter)) changed.put(counter.label, state.count(counter));
      counters.put(state.number, changed);
      state.countersStored();
    }
    return new UnflushedChanges(memtable, counters, last);
  }

  /// The position of the store with these changes.
  StorePosition position(DatabaseConnection connection) throws SQLException {
    return StorePosition.of(connection, counters);
  }

  boolean isEmpty() {
    return counters.isEmpty() && memtable.isEmpty();
  }

  /// Writes the changes as part of a transaction.
  void write(DatabaseConnection connection) throws SQLException {
    MemtableFlush.write(connection, memtable);
    for (var pipeline : counters.entrySet())
      for (var counter : pipeline.getValue().entrySet())
        connection.query(COUNT).update(pipeline.getKey(), counter.getKey(), counter.getValue());
    connection.query(CommitLogTable.APPLIED).update(last);
  }
}
