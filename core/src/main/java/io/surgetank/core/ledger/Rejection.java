package io.surgetank.core.ledger;

import java.util.Locale;

/// Why a submission was not accepted.
public enum Rejection {
  /// Not JSON, or invalid by the schema.
  INVALID,
  TOO_LARGE,
  MEDIA_TYPE,
  /// An `Idempotency-Key` is missing, malformed or given twice.
  KEY,
  /// The key is used by a job with another payload.
  KEY_TAKEN,
  /// Over the pipeline's rate.
  RATE,
  /// Too many unfinished jobs, or the store cannot be written.
  UNAVAILABLE;

  /// The name in metrics and on the wire.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
