package io.surgetank.engine.sqlite;

import java.sql.SQLException;

/// Reads a pipeline's counts from the table.
final class Ledgers {
  private static final String COUNTS = "SELECT name, n FROM ledger WHERE pipeline = ?";

  private record Entry(String name, long n) {}

  private Ledgers() {}

  static long[] read(Database database, int pipeline) throws SQLException {
    long[] counts = new long[Count.ALL.length];
    for (Entry entry :
        database.query(COUNTS).all(row -> new Entry(row.getString(1), row.getLong(2)), pipeline))
      for (Count count : Count.ALL)
        if (count.label.equals(entry.name())) counts[count.at] = entry.n();
    return counts;
  }
}
