package io.surgetank.peers.job;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A queue that accepts orders and processes them later. Created with open storage and without
/// running workers.
public interface Peer extends AutoCloseable {
  /// Returns when the order is as durable as this peer makes it.
  void accept(Order order);

  /// Accepts many orders with the peer's bulk operation, for a backlog.
  void fill(List<Order> orders);

  /// Starts the workers.
  void startWorkers();

  /// The state of an order; empty if unknown.
  Optional<OrderStatus> find(UUID id);

  /// The number of orders processed and stored since the start.
  long processed();

  @Override
  void close();
}
