package io.surgetank.peers.job;

import java.math.BigDecimal;

/// How far an order is.
public sealed interface OrderStatus {
  record Waiting() implements OrderStatus {}

  /// Worked, and its result stored.
  record Processed(BigDecimal total) implements OrderStatus {}
}
