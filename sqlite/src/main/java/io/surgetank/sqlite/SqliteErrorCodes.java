package io.surgetank.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Classifies SQLite errors.
final class SqliteErrorCodes {
  private SqliteErrorCodes() {}

  /// A lock or memory was temporarily unavailable. If nothing had been written yet, nothing is lost
  /// and it can be retried.
  static boolean isPassing(SQLException failed) {
    return switch (primaryCode(failed)) {
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_NOMEM, SQLITE_INTERRUPT, SQLITE_PROTOCOL -> true;
      default -> false;
    };
  }

  static boolean isFull(SQLException failed) {
    return primaryCode(failed) == SQLiteErrorCode.SQLITE_FULL;
  }

  /// The primary result code of an extended one.
  private static SQLiteErrorCode primaryCode(SQLException failed) {
    return failed instanceof SQLiteException sqlite
        ? SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xFF)
        : SQLiteErrorCode.UNKNOWN_ERROR;
  }
}
