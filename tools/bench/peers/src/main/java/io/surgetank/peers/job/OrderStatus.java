package io.surgetank.peers.job;

import java.math.BigDecimal;

/// The state of an order.
public sealed interface OrderStatus {
  record Waiting() implements OrderStatus {}

  /// Processed, and its result stored.
  record Processed(BigDecimal total) implements OrderStatus {}
}
