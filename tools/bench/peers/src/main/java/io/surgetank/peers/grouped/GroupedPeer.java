package io.surgetank.peers.grouped;

import io.surgetank.peers.job.Order;
import io.surgetank.peers.job.OrderStatus;
import io.surgetank.peers.job.Peer;
import io.surgetank.peers.sql.Postgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/// A hand-written queue in one PostgreSQL table: concurrent orders are committed together; workers
/// claim a group with SKIP LOCKED, process it and store the results in the same transaction. It has
/// no attempts and no retries.
public final class GroupedPeer implements Peer {
  /// One sends its group while the other one is synced.
  private static final int WRITERS = 2;

  private static final int WORKERS = 2;

  /// Larger groups were not faster and increased the wait.
  static final int GROUP = 256;

  private final Postgres database;
  private final QueueTable queueTable;

  /// Signals new orders to the workers, so that they need not poll.
  private final Semaphore available = new Semaphore(0);

  private final List<GroupWriter> writers = new ArrayList<>();
  private final WriteQueue writeQueue = new WriteQueue();
  private final List<GroupWorker> workers = new ArrayList<>();

  public GroupedPeer(Postgres database) {
    this.database = database;
    this.queueTable = new QueueTable(database.source());
    database.create(QueueTable.SCHEMA);
    for (int i = 0; i < WRITERS; i++)
      writers.add(GroupWriter.start(writeQueue, queueTable, available));
  }

  @Override
  public void accept(Order order) {
    writeQueue.put(order);
  }

  @Override
  public void fill(List<Order> orders) {
    try {
      queueTable.insert(orders);
    } catch (SQLException failed) {
      throw new IllegalStateException("cannot store the orders", failed);
    }
  }

  @Override
  public void startWorkers() {
    for (int i = 0; i < WORKERS; i++)
      workers.add(GroupWorker.start(database.source(), queueTable, available));
  }

  @Override
  public Optional<OrderStatus> find(UUID id) {
    return queueTable.find(id);
  }

  @Override
  public long processed() {
    return workers.stream().mapToLong(GroupWorker::processed).sum();
  }

  @Override
  public void close() {
    workers.forEach(GroupWorker::close);
    writers.forEach(GroupWriter::close);
    database.close();
  }
}
