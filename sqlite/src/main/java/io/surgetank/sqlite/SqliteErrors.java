package io.surgetank.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What an error of SQLite's means for the store.
final class SqliteErrors {
  private SqliteErrors() {}

  /// Something was not there for a moment: a lock, memory. Where nothing had been written yet,
  /// nothing has been lost, and it can be tried again.
  static boolean isPassing(SQLException failed) {
    return switch (primaryCode(failed)) {
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_NOMEM, SQLITE_INTERRUPT, SQLITE_PROTOCOL -> true;
      default -> false;
    };
  }

  static boolean isFull(SQLException failed) {
    return primaryCode(failed) == SQLiteErrorCode.SQLITE_FULL;
  }

  /// The code without what its extended form adds.
  private static SQLiteErrorCode primaryCode(SQLException failed) {
    return failed instanceof SQLiteException sqlite
        ? SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xFF)
        : SQLiteErrorCode.UNKNOWN_ERROR;
  }
}
