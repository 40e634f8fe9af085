package io.surgetank.engine.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Connections that only read. They see the last commit and never wait for the writer.
final class Readers implements AutoCloseable {
  /// Each may hold a processor for as long as it reads; more would only take turns.
  private static final int READERS = 4;

  interface Reading<T> {
    T from(Database database) throws SQLException;
  }

  private final Semaphore permits = new Semaphore(READERS);
  private final List<Database> all = new ArrayList<>();
  private final Deque<Database> idle = new ArrayDeque<>(); // guarded by itself
  private final Consumer<Throwable> onCorruption;

  Readers(Path file, Consumer<Throwable> onCorruption) throws SQLException {
    this.onCorruption = onCorruption;
    for (int i = 0; i < READERS; i++) {
      Database database = Database.forReading(file);
      all.add(database);
      idle.push(database);
    }
  }

  /// Reads everything from one state of the store.
  <T> T read(Reading<T> reading) {
    permits.acquireUninterruptibly();
    try {
      Database database = take();
      try {
        return inTransaction(database, reading);
      } finally {
        synchronized (idle) {
          idle.push(database);
        }
      }
    } catch (SQLException failed) {
      if (isCorruption(failed)) onCorruption.accept(failed);
      throw new UncheckedIOException(
          "the store cannot be read", new IOException(failed.getMessage(), failed));
    } finally {
      permits.release();
    }
  }

  private Database take() {
    synchronized (idle) {
      return idle.pop();
    }
  }

  private static <T> T inTransaction(Database database, Reading<T> reading) throws SQLException {
    database.query("BEGIN").update();
    try {
      return reading.from(database);
    } finally {
      database.query("COMMIT").update();
    }
  }

  static boolean isCorruption(SQLException failed) {
    if (!(failed instanceof SQLiteException sqlite)) return false;
    SQLiteErrorCode code = sqlite.getResultCode();
    return (code.code & 0xFF) == SQLiteErrorCode.SQLITE_CORRUPT.code
        || code == SQLiteErrorCode.SQLITE_NOTADB;
  }

  @Override
  public void close() throws SQLException {
    permits.acquireUninterruptibly(READERS);
    for (Database database : all) database.close();
  }
}
