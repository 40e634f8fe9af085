package io.surgetank.core.event;

import java.util.Locale;

/// Problems of a store that keeps running: they pass by themselves, or need an operator.
public enum StoreCondition {
  /// Another process holds a lock, or memory is short: nothing can be written for now.
  BUSY,
  /// No submissions are accepted until there is space.
  DISK_NEARLY_FULL,
  /// There is no reserved space for a start on a full disk.
  NO_RESERVE,
  /// The write-ahead log has grown because of a long-running read.
  LONG_LOG,
  /// Records do not match their checksums.
  DAMAGED_RECORDS,
  /// Jobs that were acknowledged are missing, and an operator chose to continue without them.
  MISSING_JOBS,
  /// The wall clock was set: no record is removed until it can be trusted.
  CLOCK_SET;

  /// The name in logs and metrics.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether submissions are refused while it lasts.
  public boolean refuses() {
    return switch (this) {
      case BUSY, DISK_NEARLY_FULL -> true;
      case NO_RESERVE, LONG_LOG, DAMAGED_RECORDS, MISSING_JOBS, CLOCK_SET -> false;
    };
  }
}
