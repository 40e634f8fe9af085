package io.surgetank.sqlite;

import io.surgetank.core.ledger.VerificationRunningException;
import io.surgetank.core.store.StoreStoppedException;
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

/// Read-only connections. They see the last commit and never wait for the writer. Large reads share
/// one separate connection, so that they never block lookups of single jobs.
final class ReadConnectionPool implements AutoCloseable {
  /// Each may use a processor while it reads; more would not be faster.
  private static final int READERS = 4;

  /// How long a large read waits for another one before it fails.
  private static final Duration MAX_WAIT = Duration.ofSeconds(2);

  interface Reading<T> {
    T from(DatabaseConnection connection) throws SQLException;
  }

  private final Pool lookups;
  private final Pool largeReads;
  private final Consumer<Throwable> onCorruption;

  /// The start of each running read, by [System#nanoTime()].
  private final Set<Long> begun = ConcurrentHashMap.newKeySet();

  ReadConnectionPool(Path file, Consumer<Throwable> onCorruption) throws SQLException {
    this.onCorruption = onCorruption;
    lookups = new Pool(file, READERS);
    largeReads = new Pool(file, 1);
  }

  /// Reads from one snapshot of the store.
  <T> T read(Reading<T> reading) {
    lookups.permits.acquireUninterruptibly();
    return read(lookups, reading);
  }

  /// The same for reading a large part of the store.
  <T> T readLarge(Reading<T> reading) {
    try {
      if (!largeReads.permits.tryAcquire(MAX_WAIT.toNanos(), TimeUnit.NANOSECONDS))
        throw new VerificationRunningException();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new VerificationRunningException();
    }
    return read(largeReads, reading);
  }

  /// The duration of the longest running read; zero without a read.
  Duration longest() {
    long now = System.nanoTime();
    return Duration.ofNanos(begun.stream().mapToLong(began -> now - began).max().orElse(0));
  }

  private <T> T read(Pool pool, Reading<T> reading) {
    Long began = System.nanoTime();
    while (!begun.add(began)) began++;
    try {
      DatabaseConnection connection = pool.take();
      try {
        return inTransaction(connection, reading);
      } finally {
        pool.release(connection);
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

  private static <T> T inTransaction(DatabaseConnection connection, Reading<T> reading)
      throws SQLException {
    connection.query("BEGIN").update();
    try {
      return reading.from(connection);
    } finally {
      connection.query("COMMIT").update();
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
    lookups.close();
    largeReads.close();
  }

  private static final class Pool {
    final Semaphore permits;
    private final List<DatabaseConnection> all = new ArrayList<>();
    private final Deque<DatabaseConnection> idle = new ArrayDeque<>(); // guarded by itself

    Pool(Path file, int size) throws SQLException {
      permits = new Semaphore(size);
      for (int i = 0; i < size; i++) {
        DatabaseConnection connection = DatabaseConnection.forReading(file);
        all.add(connection);
        idle.push(connection);
      }
    }

    DatabaseConnection take() {
      synchronized (idle) {
        if (idle.isEmpty()) throw new StoreStoppedException("the store is closed");
        return idle.pop();
      }
    }

    void release(DatabaseConnection connection) {
      synchronized (idle) {
        idle.push(connection);
      }
    }

    void close() throws SQLException {
      permits.acquireUninterruptibly(all.size());
      synchronized (idle) {
        idle.clear();
      }
      // Waiting readers then fail instead of waiting forever.
      permits.release(all.size());
      for (DatabaseConnection connection : all) connection.close();
    }
  }
}
