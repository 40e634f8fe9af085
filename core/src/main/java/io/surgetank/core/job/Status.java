package io.surgetank.core.job;

import java.util.Locale;
import java.util.Optional;

/// Where a job stands. `PROCESSED`, `DEAD` and `CANCELLED` are ends; only a redrive leads out of
/// `DEAD`.
public enum Status {
  PENDING,
  PROCESSING,
  RETRYING,
  PROCESSED,
  DEAD,
  CANCELLED;

  public boolean isEnd() {
    return this == PROCESSED || this == DEAD || this == CANCELLED;
  }

  /// Reads a status as clients write it, in either case. Empty when there is no such status.
  public static Optional<Status> parse(String text) {
    String name = text.toUpperCase(Locale.ROOT);
    for (Status status : values()) if (status.name().equals(name)) return Optional.of(status);
    return Optional.empty();
  }
}
