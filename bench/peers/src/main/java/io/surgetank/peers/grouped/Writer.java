package io.surgetank.peers.grouped;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Commits orders in groups: all that came while the last group was committed.
final class Writer implements AutoCloseable {
  private final Intake intake;
  private final Table table;
  private final Semaphore news;
  private final Thread thread;

  private Writer(Intake intake, Table table, Semaphore news) {
    this.intake = intake;
    this.table = table;
    this.news = news;
    this.thread = Thread.ofPlatform().name("writer").unstarted(this::run);
  }

  static Writer start(Intake intake, Table table, Semaphore news) {
    var writer = new Writer(intake, table, news);
    writer.thread.start();
    return writer;
  }

  private void run() {
    try {
      while (true) commit(intake.take());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void commit(List<Intake.Entry> group) {
    try {
      table.insert(group.stream().map(Intake.Entry::order).toList());
      for (Intake.Entry entry : group) {
        boolean _ = entry.durable().complete(null);
      }
      news.release();
    } catch (SQLException unstored) {
      for (Intake.Entry entry : group) {
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
