package io.surgetank.core.queue;

/// The result of settling a delivery.
public enum SettleResult {
  /// The outcome is recorded, durably.
  SETTLED,
  /// The receipt was stale: another delivery of the job is current, nothing was changed.
  STALE
}
