package io.surgetank.core.queue;

import io.surgetank.core.work.Outcome;
import java.util.concurrent.CompletableFuture;

/// A queue that records outcomes without a thread that waits for each.
public interface AsyncDeliveryQueue extends DeliveryQueue {
  /// Like [#settle], but returns at once: the future completes or fails as that returns or throws.
  /// Its dependent actions must not block: they may run on the thread that records all outcomes.
  CompletableFuture<SettleResult> settleAsync(Receipt receipt, Outcome outcome);
}
