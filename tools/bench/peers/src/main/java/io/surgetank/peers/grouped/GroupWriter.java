package io.surgetank.peers.grouped;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Commits orders in groups: all that came while the last group was committed.
final class GroupWriter implements AutoCloseable {
  private final WriteQueue writeQueue;
  private final QueueTable queueTable;
  private final Semaphore news;
  private final Thread thread;

  private GroupWriter(WriteQueue writeQueue, QueueTable queueTable, Semaphore news) {
    this.writeQueue = writeQueue;
    this.queueTable = queueTable;
    this.news = news;
    this.thread = Thread.ofPlatform().name("writer").unstarted(this::run);
  }

  static GroupWriter start(WriteQueue writeQueue, QueueTable queueTable, Semaphore news) {
    var groupWriter = new GroupWriter(writeQueue, queueTable, news);
    groupWriter.thread.start();
    return groupWriter;
  }

  private void run() {
    try {
      while (true) commit(writeQueue.take());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void commit(List<WriteQueue.Entry> group) {
    try {
      queueTable.insert(group.stream().map(WriteQueue.Entry::order).toList());
      for (WriteQueue.Entry entry : group) {
        boolean _ = entry.durable().complete(null);
      }
      news.release();
    } catch (SQLException unstored) {
      for (WriteQueue.Entry entry : group) {
        boolean _ = entry.durable().completeExceptionally(unstored);
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
