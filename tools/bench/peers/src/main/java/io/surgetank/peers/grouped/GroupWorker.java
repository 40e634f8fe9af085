package io.surgetank.peers.grouped;

import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;

/// Claims a group, works it, stores its results: one transaction for all three.
final class GroupWorker implements AutoCloseable {
  /// Another process's orders are found at the latest after so long.
  private static final long POLL_MILLIS = 200;

  private final DataSource source;
  private final QueueTable queueTable;
  private final Semaphore news;
  private final LongAdder processed = new LongAdder();
  private final Thread thread;
  private volatile boolean ending;

  private GroupWorker(DataSource source, QueueTable queueTable, Semaphore news) {
    this.source = source;
    this.queueTable = queueTable;
    this.news = news;
    this.thread = Thread.ofPlatform().name("worker").unstarted(this::run);
  }

  static GroupWorker start(DataSource source, QueueTable queueTable, Semaphore news) {
    var groupWorker = new GroupWorker(source, queueTable, news);
    groupWorker.thread.start();
    return groupWorker;
  }

  private void run() {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      while (!ending) {
        int worked = queueTable.workGroup(connection);
        processed.add(worked);
        if (worked == 0) {
          boolean _ = news.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
          int _ = news.drainPermits();
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (SQLException broken) {
      throw new IllegalStateException("the worker broke", broken);
    }
  }

  long processed() {
    return processed.sum();
  }

  @Override
  public void close() {
    ending = true;
    try {
      thread.join();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
