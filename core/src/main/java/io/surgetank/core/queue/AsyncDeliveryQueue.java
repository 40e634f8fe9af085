package io.surgetank.core.queue;

import io.surgetank.core.work.Outcome;
import java.util.concurrent.CompletableFuture;

/// A queue that records outcomes without a thread that waits for each.
public interface AsyncDeliveryQueue extends DeliveryQueue {
  /// Does what [#settle] does and returns at once: the future is completed when that would have
  /// returned, and fails with what that would have thrown. Whatever depends on the future must not
  /// block: it may run on the thread that records all other outcomes.
  CompletableFuture<SettleResult> settleAsync(Receipt receipt, Outcome outcome);
}
