package io.surgetank.sqlite;

import io.surgetank.core.ledger.Rejection;
import java.util.Locale;

/// The counts kept per pipeline. Those of the tally, those of records removed (a tally never
/// forgets, records do), and a digest of the ids whose records are kept: four sums, of the upper
/// and lower halves of sequences and salts, from which one missing record can be named.
enum Counter {
  RECEIVED,
  ACCEPTED,
  REPLAYED,
  STARTED,
  RETRIED,
  PROCESSED,
  DIED,
  REDRIVEN,
  CANCELLED,
  WAITING,
  MOVED_IN,
  MOVED_OUT,
  REMOVED_PROCESSED,
  REMOVED_DEAD,
  REMOVED_CANCELLED,
  SEQ_LOW,
  SEQ_HIGH,
  SALT_LOW,
  SALT_HIGH,
  /// The greatest sequence ever stored; ids go on after it even when its record is gone.
  LAST,
  REJECTED_INVALID,
  REJECTED_TOO_LARGE,
  REJECTED_MEDIA_TYPE,
  REJECTED_KEY,
  REJECTED_KEY_TAKEN,
  REJECTED_RATE,
  REJECTED_UNAVAILABLE;

  static final Counter[] ALL = values();

  /// The place in an array of counts; only in memory, the file goes by the label.
  @SuppressWarnings("EnumOrdinal")
  final int at = ordinal();

  /// The name in the ledger's table.
  final String label = name().toLowerCase(Locale.ROOT);

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
