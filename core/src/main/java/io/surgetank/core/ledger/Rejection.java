package io.surgetank.core.ledger;

import java.util.Locale;

/// Why a submission was not accepted.
public enum Rejection {
  /// Not JSON, or not what the schema asks for.
  INVALID,
  TOO_LARGE,
  MEDIA_TYPE,
  /// An `Idempotency-Key` is missing, malformed or given twice.
  KEY,
  /// The key names a job with another payload.
  KEY_TAKEN,
  /// More than the pipeline's rate.
  RATE,
  /// Too much waiting, or the store cannot be written.
  UNAVAILABLE;

  /// The name in metrics and on the wire.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
