package io.surgetank.sqlite;

import java.sql.SQLException;

/// Reads a pipeline's counters from the table.
final class CounterReader {
  private static final String COUNTS = "SELECT name, n FROM ledger WHERE pipeline = ?";

  private record Entry(String name, long n) {}

  private CounterReader() {}

  static long[] read(DatabaseConnection connection, int pipeline) throws SQLException {
    long[] counts = new long[Counter.ALL.length];
    for (Entry entry :
        connection.query(COUNTS).all(row -> new Entry(row.getString(1), row.getLong(2)), pipeline))
      for (Counter counter : Counter.ALL)
        if (counter.label.equals(entry.name())) counts[counter.at] = entry.n();
    return counts;
  }
}
