package io.surgetank.sqlite;

import io.surgetank.core.process.Threads;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Writes changes from the commit log to the tables on its own thread, so that no group waits for
/// them. It has the writing connection from [#start] until it is idle; the writer has it otherwise.
final class Flusher implements AutoCloseable {
  /// Wakes the thread so that it ends.
  private static final UnflushedChanges NOTHING = new UnflushedChanges(new Memtable(), Map.of(), 0);

  private final DatabaseConnection connection;
  private final FileIdentityCheck files;
  private final CommitListeners listeners;
  private final TransactionBeginner beginner;

  /// The writer's, which is woken when the flusher becomes idle.
  private final WaitingWrites queue;

  private final BlockingQueue<UnflushedChanges> flushes = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean busy;
  private volatile boolean succeeded;
  private volatile boolean overdue;
  private volatile boolean closing;
  private volatile @Nullable Thread waiting;

  Flusher(CommitTargets targets, CommitListeners listeners, Threads threads, WaitingWrites queue) {
    this.connection = targets.writing();
    this.files = targets.files();
    this.listeners = listeners;
    this.beginner =
        new TransactionBeginner(connection, listeners.conditions(), threads, queue::isClosing);
    this.queue = queue;
    this.thread = threads.looping(Thread.ofPlatform().name("surgetank-flush"), this::runOnce);
  }

  void start() {
    thread.start();
  }

  /// Requires that it is idle.
  void flush(UnflushedChanges changes) {
    succeeded = false;
    busy = true;
    flushes.add(changes);
  }

  boolean isBusy() {
    return busy;
  }

  /// Whether the last flush is durable.
  boolean hasSucceeded() {
    return succeeded;
  }

  /// Waits until it is idle, or has failed. Called by the writer.
  ///
  /// @param whileOverdue called repeatedly once the database has been locked for long
  void awaitIdle(Runnable whileOverdue) {
    waiting = Thread.currentThread();
    while (busy) {
      if (overdue) whileOverdue.run();
      LockSupport.park(this);
    }
    waiting = null;
  }

  @SuppressWarnings("ReferenceEquality") // NOTHING is a signal
  private boolean runOnce(Duration atMost) throws InterruptedException {
    UnflushedChanges changes = flushes.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
    if (changes != null && changes != NOTHING) flushAndReport(changes);
    return !closing || !flushes.isEmpty();
  }

  private void flushAndReport(UnflushedChanges changes) {
    try {
      write(changes);
    } catch (SQLException | IOException | RuntimeException | Error failed) {
      listeners.failStop().trigger(failed);
      rollBack();
      if (failed instanceof Error fatal) throw fatal;
    } finally {
      overdue = false;
      busy = false;
      queue.wake();
      wakeWaiting();
    }
  }

  private void write(UnflushedChanges changes) throws SQLException, IOException {
    files.checkBefore(connection);
    if (!beginner.begin(this::overdue)) return;
    changes.write(connection);
    connection.query("COMMIT").update();
    files.checkAfter();
    succeeded = true;
    listeners.checkpoints().afterCommit();
  }

  private void overdue() {
    overdue = true;
    wakeWaiting();
  }

  private void wakeWaiting() {
    Thread writer = waiting;
    if (writer != null) LockSupport.unpark(writer);
  }

  private void rollBack() {
    try {
      connection.execute("ROLLBACK");
    } catch (SQLException nothingToRollBack) {
      return;
    }
  }

  /// Ends the thread after what it is doing.
  @Override
  public void close() {
    closing = true;
    flushes.add(NOTHING);
    Writer.join(thread);
  }
}
