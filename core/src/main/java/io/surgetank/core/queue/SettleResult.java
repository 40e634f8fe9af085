package io.surgetank.core.queue;

/// What came of settling a delivery.
public enum SettleResult {
  /// The outcome is recorded, durably.
  SETTLED,
  /// The receipt was stale: another delivery of the job decides, nothing was changed.
  STALE
}
