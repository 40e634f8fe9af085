package io.surgetank.peers.job;

import java.math.BigDecimal;

/// How far an order is.
public sealed interface Standing {
  record Waiting() implements Standing {}

  /// Worked, and its result stored.
  record Processed(BigDecimal total) implements Standing {}
}
