package io.surgetank.sqlite;

import io.surgetank.core.job.Status;
import java.sql.SQLException;

/// Writes the changes of a memtable to the tables, as part of a transaction.
final class MemtableFlush {
  private static final String RUNNING =
      "INSERT INTO running(seq, round, number, started) VALUES(?, 0, 1, ?)";
  private static final String END = "DELETE FROM running WHERE seq = ?";

  private MemtableFlush() {}

  static void write(DatabaseConnection connection, Memtable memtable) throws SQLException {
    for (Memtable.Change change : memtable.changes()) write(connection, change);
  }

  private static void write(DatabaseConnection connection, Memtable.Change change)
      throws SQLException {
    Memtable.Acceptance accepted = change.accepted;
    Memtable.Completion processed = change.processed;
    if (accepted != null) {
      if (processed != null) JobRows.insertProcessed(connection, accepted, processed);
      else insertPending(connection, accepted);
      JobKeyStore.insert(connection, accepted.submission());
    } else if (processed != null) {
      JobRows.processed(connection, change.sequence, processed);
    }
    boolean isStarted = change.startedAt != null;
    if (isStarted && processed == null)
      connection.query(RUNNING).update(change.sequence, change.startedAt);
    if (!isStarted && processed != null) connection.query(END).update(change.sequence);
  }

  /// Throws if a row with the job's sequence exists: nothing acknowledged is left out silently.
  private static void insertPending(DatabaseConnection connection, Memtable.Acceptance accepted)
      throws SQLException {
    int rows =
        JobRows.insert(
            connection, accepted.pipeline(), accepted.submission(), DbCodes.of(Status.PENDING));
    if (rows == 0)
      throw new SQLException(
          "the database has another job in the place of " + accepted.submission().job().id());
  }
}
