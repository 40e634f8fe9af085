package io.surgetank.core.job;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a group of principals whose jobs are hidden from others.
public record Tenant(String value) implements Comparable<Tenant> {
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /// What a valid name is, for messages.
  public static final String RULE = "1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-'";

  public Tenant {
    if (!VALID.matcher(value).matches())
      throw new IllegalArgumentException("a tenant must be " + RULE);
  }

  public static Optional<Tenant> parse(String text) {
    return VALID.matcher(text).matches() ? Optional.of(new Tenant(text)) : Optional.empty();
  }

  /// The path of its client ids and idempotency keys at this path. No path begins with a name, so
  /// it is not the path of anyone else's.
  public String keyPath(String path) {
    return value + path;
  }

  @Override
  public int compareTo(Tenant other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
