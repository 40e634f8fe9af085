package io.surgetank.peers.grouped;

import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;

/// Claims a group, processes it and stores the results, in one transaction.
final class GroupWorker implements AutoCloseable {
  /// Finds orders of other processes.
  private static final long POLL_MILLIS = 200;

  private final DataSource source;
  private final QueueTable queueTable;
  private final Semaphore available;
  private final LongAdder processed = new LongAdder();
  private final Thread thread;
  private volatile boolean stopping;

  private GroupWorker(DataSource source, QueueTable queueTable, Semaphore available) {
    this.source = source;
    this.queueTable = queueTable;
    this.available = available;
    this.thread = Thread.ofPlatform().name("worker").unstarted(this::run);
  }

  static GroupWorker start(DataSource source, QueueTable queueTable, Semaphore available) {
    var groupWorker = new GroupWorker(source, queueTable, available);
    groupWorker.thread.start();
    return groupWorker;
  }

  private void run() {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      while (!stopping) {
        int count = queueTable.processGroup(connection);
        processed.add(count);
        if (count == 0) {
          boolean _ = available.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
          int _ = available.drainPermits();
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (SQLException failed) {
      throw new IllegalStateException("the worker failed", failed);
    }
  }

  long processed() {
    return processed.sum();
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
