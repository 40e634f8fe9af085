package io.surgetank.core.event;

import java.util.Locale;

/// What may be wrong with a store that goes on: it passes by itself, or an operator has to look.
public enum StoreCondition {
  /// Another process holds a lock, or memory is short: nothing can be written for now.
  BUSY,
  /// Nothing more is accepted until there is space.
  DISK_NEARLY_FULL,
  /// The write-ahead log has grown, since somebody reads for long.
  LONG_LOG,
  /// Records do not match their checksums.
  DAMAGED_RECORDS,
  /// Jobs that were acknowledged are missing, and an operator chose to go on without them.
  MISSING_JOBS,
  /// The wall clock was set: until it can be believed no record is removed.
  CLOCK_SET;

  /// The name in logs and metrics.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// True when no submissions are taken while it lasts.
  public boolean refuses() {
    return switch (this) {
      case BUSY, DISK_NEARLY_FULL -> true;
      case LONG_LOG, DAMAGED_RECORDS, MISSING_JOBS, CLOCK_SET -> false;
    };
  }
}
