package io.surgetank.core.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a principal may do.
public enum Scope {
  /// Submit jobs.
  SUBMIT,
  /// Read jobs, dead letters, counts and metrics.
  READ,
  /// Everything of [#READ], and cancel, move, redrive and purge.
  OPERATE,
  /// Everything, including the API keys.
  ADMIN;

  /// As users write it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Scope> parse(String label) {
    return Arrays.stream(values()).filter(scope -> scope.label().equals(label)).findFirst();
  }

  /// Whether a principal with this scope has the other one too.
  boolean includes(Scope other) {
    return switch (this) {
      case ADMIN -> true;
      case OPERATE -> other == OPERATE || other == READ;
      case READ, SUBMIT -> other == this;
    };
  }
}
