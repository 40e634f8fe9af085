package io.surgetank.peers.job;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// One way to take orders and work them later. Made with its storage open and nobody working.
public interface Peer extends AutoCloseable {
  /// Returns when the order is as safe as this peer makes it.
  void accept(Order order);

  /// Takes many at once by the peer's own way for that, to have a backlog.
  void fill(List<Order> orders);

  /// Begins to work what waits and what comes.
  void work();

  /// What is known of an order; empty when nothing is.
  Optional<OrderStatus> find(UUID id);

  /// How many orders are worked and stored since the start.
  long processed();

  @Override
  void close();
}
