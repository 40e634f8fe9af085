package io.surgetank.sqlite;

import io.surgetank.core.maintenance.CopyProgress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/// A connection to the database file, for one thread at a time.
final class DatabaseConnection implements AutoCloseable {
  /// How long to wait for another process's lock before SQLite reports SQLITE_BUSY.
  static final int BUSY_MILLIS = 10_000;

  /// The writer waits longer itself, and reports it.
  static final int WRITER_BUSY_MILLIS = 250;

  /// 4 MiB: progress is shown often enough, and a step costs nothing.
  private static final int PAGES_PER_STEP = 1_024;

  private final Connection connection;
  private final Map<String, CachedStatement> queries = new HashMap<>();

  private DatabaseConnection(Connection connection) {
    this.connection = connection;
  }

  /// The writer's connection: every commit is synced, checkpoints are left to [Checkpoints].
  static DatabaseConnection forWriting(Path file) throws SQLException {
    SQLiteConfig config = config();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setWalAutocheckpoint(0);
    // Negative means KiB.
    config.setCacheSize(-64 * 1024);
    return open(file, config);
  }

  static DatabaseConnection forCheckpoints(Path file) throws SQLException {
    SQLiteConfig config = config();
    config.setSynchronous(SynchronousMode.FULL);
    config.setWalAutocheckpoint(0);
    return open(file, config);
  }

  static DatabaseConnection forReading(Path file) throws SQLException {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    config.setCacheSize(-8 * 1024);
    return open(file, config);
  }

  private static SQLiteConfig config() {
    var config = new SQLiteConfig();
    config.setOpenMode(SQLiteOpenMode.NOMUTEX);
    config.setGetGeneratedKeys(false);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setBusyTimeout(BUSY_MILLIS);
    return config;
  }

  private static DatabaseConnection open(Path file, SQLiteConfig config) throws SQLException {
    return new DatabaseConnection(config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
  }

  /// The statement with this text, prepared on first use.
  CachedStatement query(String sql) throws SQLException {
    CachedStatement known = queries.get(sql);
    if (known != null) return known;
    var fresh = new CachedStatement(connection, sql);
    queries.put(sql, fresh);
    return fresh;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The first column of the first row; 0 without rows.
  long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /// Copies all pages, as they are in this connection's transaction, into an empty file. The copy
  /// is synced.
  void copyTo(Path file, CopyProgress progress) throws SQLException {
    int code =
        connection
            .unwrap(SQLiteConnection.class)
            .getDatabase()
            .backup(
                "main",
                file.toAbsolutePath().toString(),
                (remaining, all) -> progress.copied(all - remaining, all),
                0,
                0,
                PAGES_PER_STEP);
    if (code != 0) {
      SQLiteErrorCode error = SQLiteErrorCode.getErrorCode(code);
      throw new SQLiteException("writing the copy failed: " + error, error);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
