package io.surgetank.sqlite;

import io.surgetank.core.process.Threads;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Copies the write-ahead log into the database in small steps, on a separate thread and
/// connection, so that no commit waits for it (measured: commit p99 7 ms instead of 23). Under
/// constant writes such a checkpoint never reaches the log's end, so the log would grow without
/// bound. When it is long, the writer checkpoints the small rest between two batches; its next
/// commit restarts the log. When it is very long, because a reader kept an old snapshot, the writer
/// truncates the file as soon as that read ends.
final class Checkpoints implements AutoCloseable {
  /// Between two checkpoints, regardless of commits: long enough to copy a page that changes often
  /// only once and to share a sync among many commits (measured: without, 75 checkpoints a second
  /// with two syncs each, and a fifth fewer jobs).
  static final Duration PAUSE = Duration.ofMillis(200);

  /// Large jobs fill the log faster: after a checkpoint of more pages (16 MiB) the next one starts
  /// earlier.
  private static final long MANY_PAGES = 4_096;

  /// The log is restarted above this number of pages: 32 MiB.
  private static final long LONG_LOG_PAGES = 8_192;

  private static final String PASSIVE = "PRAGMA wal_checkpoint(PASSIVE)";
  private static final String TRUNCATE = "PRAGMA wal_checkpoint(TRUNCATE)";

  private final DatabaseConnection connection;
  private final WalSizeMonitor log;
  private final HighWaterMark mark;
  private final Consumer<Throwable> onFailure;
  private final Duration pause;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition committed = lock.newCondition();
  private final Condition closed = lock.newCondition();
  private boolean dirty; // guarded by lock
  private boolean closing; // guarded by lock
  private long copied; // used only by the thread
  private Duration next; // used only by the thread
  private volatile boolean restartWanted;
  private volatile boolean truncateWanted;

  Checkpoints(
      DatabaseConnection connection,
      WalSizeMonitor log,
      HighWaterMark mark,
      Consumer<Throwable> onFailure,
      Duration pause,
      Threads threads) {
    this.connection = connection;
    this.log = log;
    this.mark = mark;
    this.onFailure = onFailure;
    this.pause = pause;
    this.next = pause;
    this.thread = threads.looping(Thread.ofPlatform().name("surgetank-checkpoints"), this::runOnce);
  }

  void start() {
    thread.start();
  }

  /// Called by the writer after each commit and after it has truncated the log.
  void afterCommit() {
    lock.lock();
    try {
      if (!dirty) {
        dirty = true;
        committed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Called by the writer between two transactions, with its connection. Returns whether the files
  /// may be shorter now.
  boolean shorten(DatabaseConnection writing) throws SQLException {
    if (!truncateWanted && !restartWanted) return false;
    if (truncateWanted) {
      truncateWanted = false;
      // Does not wait for readers: it is tried again.
      writing.execute("PRAGMA busy_timeout = 0");
      tolerantly(() -> writing.number(TRUNCATE));
      writing.execute("PRAGMA busy_timeout = " + DatabaseConnection.WRITER_BUSY_MILLIS);
      // Wakes the thread, which reports that the log is short again.
      afterCommit();
    } else {
      restartWanted = false;
      tolerantly(() -> writing.number(PASSIVE));
    }
    return true;
  }

  private interface Checkpoint {
    long run() throws SQLException;
  }

  /// A checkpoint that fails for lack of a lock, memory or space loses nothing: the log still has
  /// everything, and the next checkpoint copies it.
  private static long tolerantly(Checkpoint checkpoint) throws SQLException {
    try {
      return checkpoint.run();
    } catch (SQLException failed) {
      if (SqliteErrorCodes.isPassing(failed) || SqliteErrorCodes.isFull(failed)) return 0;
      throw failed;
    }
  }

  private boolean runOnce(Duration atMost) throws InterruptedException {
    try {
      if (awaitCommits(atMost)) checkpointAndSync();
      return !isClosing();
    } catch (SQLException | IOException failed) {
      onFailure.accept(failed);
      return false;
    } catch (RuntimeException | Error failed) {
      onFailure.accept(failed);
      throw failed;
    }
  }

  private void checkpointAndSync() throws SQLException, IOException {
    Progress progress = checkpoint();
    if (log.isLong()) truncateWanted = true;
    else if (progress.pages > LONG_LOG_PAGES) {
      // Leaves to the writer only the commits made during the first checkpoint.
      checkpoint();
      restartWanted = true;
    }
    next = progress.copied > MANY_PAGES ? pause.dividedBy(10) : pause;
    log.report();
    mark.sync();
  }

  /// @param pages in the log
  /// @param copied by this checkpoint
  private record Progress(long pages, long copied) {}

  private Progress checkpoint() throws SQLException {
    long before = copied;
    long pages =
        tolerantly(() ->
            connection
                .query(PASSIVE)
                .first(row -> {
                  copied = row.getLong(3);
                  return row.getLong(2);
                })
                .orElse(0L));
    // Fewer than before: the log was restarted.
    return new Progress(pages, copied < before ? copied : copied - before);
  }

  /// Waits for commits, then for the pause. False if there is nothing to do.
  @SuppressWarnings("WaitNotInLoop") // an early wakeup does no harm
  private boolean awaitCommits(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      while (!dirty && !closing && !log.isLong()) {
        if (atMost.isZero()) return false;
        committed.await();
      }
      dirty = false;
      if (!closing) {
        var _ = closed.await(Threads.shorter(next, atMost).toNanos(), TimeUnit.NANOSECONDS);
      }
      return !closing;
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosing() {
    lock.lock();
    try {
      return closing;
    } finally {
      lock.unlock();
    }
  }

  /// Must be called after the writer has stopped. The last connection to close runs the last
  /// checkpoint.
  @Override
  public void close() throws SQLException {
    lock.lock();
    try {
      closing = true;
      committed.signal();
      closed.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
