package io.surgetank.sqlite;

import io.surgetank.core.ledger.Rejection;
import java.util.Locale;

/// The counters of a pipeline: those of the ledger, those of removed records, and a checksum of the
/// ids of the remaining records: four sums, of the upper and lower halves of sequences and salts,
/// which identify a single missing record.
enum Counter {
  RECEIVED,
  ACCEPTED,
  REPLAYED,
  STARTED,
  RETRIED,
  PROCESSED,
  DEAD_LETTERED("died"),
  REDRIVEN,
  CANCELLED,
  UNFINISHED,
  MOVED_IN,
  MOVED_OUT,
  REMOVED_PROCESSED,
  REMOVED_DEAD,
  REMOVED_CANCELLED,
  SEQ_LOW,
  SEQ_HIGH,
  SALT_LOW,
  SALT_HIGH,
  /// The greatest sequence ever stored; new ids follow it even if its record has been removed.
  LAST,
  REJECTED_INVALID,
  REJECTED_TOO_LARGE,
  REJECTED_MEDIA_TYPE,
  REJECTED_KEY,
  REJECTED_KEY_TAKEN,
  REJECTED_RATE,
  REJECTED_UNAVAILABLE;

  static final Counter[] ALL = values();

  /// The index in an array of counts; only in memory, the file uses the label.
  @SuppressWarnings("EnumOrdinal")
  final int at = ordinal();

  /// The name in the ledger's table.
  final String label;

  Counter() {
    this.label = name().toLowerCase(Locale.ROOT);
  }

  /// A counter that has another name in files, since their first version.
  Counter(String label) {
    this.label = label;
  }

  static Counter of(Rejection why) {
    return switch (why) {
      case INVALID -> REJECTED_INVALID;
      case TOO_LARGE -> REJECTED_TOO_LARGE;
      case MEDIA_TYPE -> REJECTED_MEDIA_TYPE;
      case KEY -> REJECTED_KEY;
      case KEY_TAKEN -> REJECTED_KEY_TAKEN;
      case RATE -> REJECTED_RATE;
      case UNAVAILABLE -> REJECTED_UNAVAILABLE;
    };
  }
}
