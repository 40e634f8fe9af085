package io.surgetank.core.job;

import java.util.Locale;
import java.util.Optional;

/// The status of a job. `PROCESSED`, `DEAD` and `CANCELLED` are final, except that a dead job can
/// be redriven.
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

  /// Parses a status, ignoring case. Empty when there is no such status.
  public static Optional<Status> parse(String text) {
    String name = text.toUpperCase(Locale.ROOT);
    for (Status status : values()) if (status.name().equals(name)) return Optional.of(status);
    return Optional.empty();
  }
}
