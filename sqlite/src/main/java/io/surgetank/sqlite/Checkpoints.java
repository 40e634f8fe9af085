package io.surgetank.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Copies the write-ahead log into the database, little and often, on a thread and a connection of
/// its own, so that no commit waits for it (measured: commit p99 7 ms instead of 23).
///
/// While writes never pause, such a checkpoint never reaches the log's end and the log would grow
/// without bound. When it has become long, the writer does the small rest itself between two
/// groups; its next commit begins the log anew. When it has become very long, since somebody read
/// an old state for long, the writer cuts the file as soon as nobody does.
final class Checkpoints implements AutoCloseable {
  /// Long enough to copy a page once that was changed often.
  private static final long PAUSE_MILLIS = 200;

  /// The log starts anew when it has more pages: 32 MiB.
  private static final long LONG_LOG_PAGES = 8_192;

  private static final String PASSIVE = "PRAGMA wal_checkpoint(PASSIVE)";
  private static final String TRUNCATE = "PRAGMA wal_checkpoint(TRUNCATE)";

  private final DatabaseConnection databaseConnection;
  private final LogWatch log;
  private final HighWaterMark mark;
  private final Consumer<Throwable> onFailure;
  private final Thread thread;
  private final ReentrantLock gate = new ReentrantLock();
  private final Condition committed = gate.newCondition();
  private boolean dirty; // guarded by gate
  private boolean closing; // guarded by gate
  private volatile boolean restartWanted;
  private volatile boolean cutWanted;

  Checkpoints(
      DatabaseConnection databaseConnection,
      LogWatch log,
      HighWaterMark mark,
      Consumer<Throwable> onFailure) {
    this.databaseConnection = databaseConnection;
    this.log = log;
    this.mark = mark;
    this.onFailure = onFailure;
    this.thread = Thread.ofPlatform().name("surgetank-checkpoints").unstarted(this::loop);
  }

  void start() {
    thread.start();
  }

  /// Called by the writer after each commit, and when it has shortened the log.
  void afterCommit() {
    gate.lock();
    try {
      if (!dirty) {
        dirty = true;
        committed.signal();
      }
    } finally {
      gate.unlock();
    }
  }

  /// Called by the writer between two transactions, with its connection.
  void shorten(DatabaseConnection writing) throws SQLException {
    if (cutWanted) {
      cutWanted = false;
      // Not waiting for readers: it is tried again.
      writing.execute("PRAGMA busy_timeout = 0");
      tolerantly(() -> writing.number(TRUNCATE));
      writing.execute("PRAGMA busy_timeout = " + DatabaseConnection.WRITER_BUSY_MILLIS);
      // The log may be short now, which this class's thread reports.
      afterCommit();
    } else if (restartWanted) {
      restartWanted = false;
      tolerantly(() -> writing.number(PASSIVE));
    }
  }

  private interface Checkpoint {
    long run() throws SQLException;
  }

  /// A checkpoint that was not possible for want of a lock, memory or space has lost nothing: the
  /// log still has all of it, and the next one copies it.
  private static long tolerantly(Checkpoint checkpoint) throws SQLException {
    try {
      return checkpoint.run();
    } catch (SQLException failed) {
      if (SqliteErrors.isPassing(failed) || SqliteErrors.isFull(failed)) return 0;
      throw failed;
    }
  }

  private void loop() {
    try {
      while (awaitCommits()) {
        long pages =
            tolerantly(
                () -> databaseConnection.query(PASSIVE).first(row -> row.getLong(2)).orElse(0L));
        if (log.isLong()) cutWanted = true;
        else if (pages > LONG_LOG_PAGES) restartWanted = true;
        log.report();
        mark.sync();
      }
    } catch (SQLException | IOException failed) {
      onFailure.accept(failed);
    } catch (RuntimeException | Error failed) {
      onFailure.accept(failed);
      throw failed;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("WaitNotInLoop") // a pause that ends early does no harm
  private boolean awaitCommits() throws InterruptedException {
    gate.lock();
    try {
      while (!dirty && !closing && !log.isLong()) committed.await();
      dirty = false;
      if (!closing) {
        var _ = committed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      }
      return !closing;
    } finally {
      gate.unlock();
    }
  }

  /// Stops, after the writer has. The last connection to close does the last checkpoint.
  @Override
  public void close() throws SQLException {
    gate.lock();
    try {
      closing = true;
      committed.signal();
    } finally {
      gate.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    databaseConnection.close();
  }
}
