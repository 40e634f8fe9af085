package io.surgetank.peers.grouped;

import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;

/// Claims a group, works it, stores its results: one transaction for all three.
final class Worker implements AutoCloseable {
  /// Another process's orders are found at the latest after so long.
  private static final long POLL_MILLIS = 200;

  private final DataSource source;
  private final Table table;
  private final Semaphore news;
  private final LongAdder processed = new LongAdder();
  private final Thread thread;
  private volatile boolean ending;

  private Worker(DataSource source, Table table, Semaphore news) {
    this.source = source;
    this.table = table;
    this.news = news;
    this.thread = Thread.ofPlatform().name("worker").unstarted(this::run);
  }

  static Worker start(DataSource source, Table table, Semaphore news) {
    var worker = new Worker(source, table, news);
    worker.thread.start();
    return worker;
  }

  private void run() {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      while (!ending) {
        int worked = table.workGroup(connection);
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
