package io.surgetank.peers.grouped;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Commits orders in groups: all that arrived during the last commit.
final class GroupWriter implements AutoCloseable {
  private final WriteQueue writeQueue;
  private final QueueTable queueTable;
  private final Semaphore available;
  private final Thread thread;

  private GroupWriter(WriteQueue writeQueue, QueueTable queueTable, Semaphore available) {
    this.writeQueue = writeQueue;
    this.queueTable = queueTable;
    this.available = available;
    this.thread = Thread.ofPlatform().name("writer").unstarted(this::run);
  }

  static GroupWriter start(WriteQueue writeQueue, QueueTable queueTable, Semaphore available) {
    var groupWriter = new GroupWriter(writeQueue, queueTable, available);
    groupWriter.thread.start();
    return groupWriter;
  }

  private void run() {
    try {
      while (true) commit(writeQueue.take());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void commit(List<WriteQueue.Entry> group) {
    try {
      queueTable.insert(group.stream().map(WriteQueue.Entry::order).toList());
      for (WriteQueue.Entry entry : group) {
        boolean _ = entry.durable().complete(null);
      }
      available.release();
    } catch (SQLException failed) {
      for (WriteQueue.Entry entry : group) {
        boolean _ = entry.durable().completeExceptionally(failed);
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
