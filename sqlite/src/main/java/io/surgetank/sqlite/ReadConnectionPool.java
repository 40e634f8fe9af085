package io.surgetank.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Connections that only read. They see the last commit and never wait for the writer.
///
/// What reads much has a connection of its own, for one at a time, so that it never takes those
/// that look up single jobs.
final class ReadConnectionPool implements AutoCloseable {
  /// Each may hold a processor for as long as it reads; more would only take turns.
  private static final int READERS = 4;

  /// How long one that reads much waits for another, before its caller is told to come again.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  interface Reading<T> {
    T from(DatabaseConnection databaseConnection) throws SQLException;
  }

  private final Pool few;
  private final Pool many;
  private final Consumer<Throwable> onCorruption;

  /// When each of the reads that go on began, by [System#nanoTime()].
  private final Set<Long> begun = ConcurrentHashMap.newKeySet();

  ReadConnectionPool(Path file, Consumer<Throwable> onCorruption) throws SQLException {
    this.onCorruption = onCorruption;
    few = new Pool(file, READERS);
    many = new Pool(file, 1);
  }

  /// Reads everything from one state of the store.
  <T> T read(Reading<T> reading) {
    few.permits.acquireUninterruptibly();
    return read(few, reading);
  }

  /// The same for what reads a large part of the store.
  <T> T readMuch(Reading<T> reading) {
    try {
      if (!many.permits.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) throw taken();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw taken();
    }
    return read(many, reading);
  }

  private static UncheckedIOException taken() {
    return new UncheckedIOException(
        new IOException("another audit is running; try again when it is over"));
  }

  /// How long the read that began first has been going on; zero when none is.
  Duration longest() {
    long now = System.nanoTime();
    return Duration.ofNanos(begun.stream().mapToLong(began -> now - began).max().orElse(0));
  }

  private <T> T read(Pool pool, Reading<T> reading) {
    Long began = System.nanoTime();
    while (!begun.add(began)) began++;
    try {
      DatabaseConnection databaseConnection = pool.take();
      try {
        return inTransaction(databaseConnection, reading);
      } finally {
        pool.giveBack(databaseConnection);
      }
    } catch (SQLException failed) {
      if (isCorruption(failed)) onCorruption.accept(failed);
      throw new UncheckedIOException(
          "the store cannot be read", new IOException(failed.getMessage(), failed));
    } finally {
      begun.remove(began);
      pool.permits.release();
    }
  }

  private static <T> T inTransaction(DatabaseConnection databaseConnection, Reading<T> reading)
      throws SQLException {
    databaseConnection.query("BEGIN").update();
    try {
      return reading.from(databaseConnection);
    } finally {
      databaseConnection.query("COMMIT").update();
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
    few.close();
    many.close();
  }

  private static final class Pool {
    final Semaphore permits;
    private final List<DatabaseConnection> all = new ArrayList<>();
    private final Deque<DatabaseConnection> idle = new ArrayDeque<>(); // guarded by itself

    Pool(Path file, int size) throws SQLException {
      permits = new Semaphore(size);
      for (int i = 0; i < size; i++) {
        DatabaseConnection databaseConnection = DatabaseConnection.forReading(file);
        all.add(databaseConnection);
        idle.push(databaseConnection);
      }
    }

    DatabaseConnection take() {
      synchronized (idle) {
        if (idle.isEmpty())
          throw new UncheckedIOException(
              "the store cannot be read", new IOException("the store is closed"));
        return idle.pop();
      }
    }

    void giveBack(DatabaseConnection databaseConnection) {
      synchronized (idle) {
        idle.push(databaseConnection);
      }
    }

    void close() throws SQLException {
      permits.acquireUninterruptibly(all.size());
      synchronized (idle) {
        idle.clear();
      }
      // Those who wait are answered, and not kept waiting for ever.
      permits.release(all.size());
      for (DatabaseConnection databaseConnection : all) databaseConnection.close();
    }
  }
}
