package io.surgetank.core.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a principal may do.
public enum Scope {
  /// Submit jobs.
  SUBMIT,
  /// Read the jobs that the same principal or tenant submitted, and cancel them with [#SUBMIT].
  READ_OWN,
  /// Everything of [#READ_OWN], and read all jobs, dead letters, counts and metrics.
  READ,
  /// [#READ], and the values that schemas mark as secret. No other scope includes it.
  READ_SECRETS,
  /// Everything of [#READ], and cancel, move, redrive and purge.
  OPERATE,
  /// Everything but [#READ_SECRETS], including the API keys.
  ADMIN;

  /// As users write it.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ':');
  }

  public static Optional<Scope> parse(String label) {
    return Arrays.stream(values()).filter(scope -> scope.label().equals(label)).findFirst();
  }

  /// Whether a principal with this scope has the other one too.
  boolean includes(Scope other) {
    return switch (this) {
      case ADMIN -> other != READ_SECRETS;
      case OPERATE -> other == OPERATE || READ.includes(other);
      case READ_SECRETS -> other == READ_SECRETS || READ.includes(other);
      case READ -> other == READ || other == READ_OWN;
      case READ_OWN, SUBMIT -> other == this;
    };
  }
}
