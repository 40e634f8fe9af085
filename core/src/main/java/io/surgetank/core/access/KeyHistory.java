package io.surgetank.core.access;

import java.time.Instant;
import java.util.Optional;

/// When an API key was created, used and revoked, and by which principals.
public record KeyHistory(
    Instant createdAt,
    String createdBy,
    Optional<Instant> expiresAt,
    Optional<Revocation> revocation,
    Optional<Instant> lastUsedAt) {

  public record Revocation(Instant at, String by) {}

  public static KeyHistory created(Instant at, String by, Optional<Instant> expiresAt) {
    return new KeyHistory(at, by, expiresAt, Optional.empty(), Optional.empty());
  }

  KeyHistory revoked(Instant at, String by) {
    return new KeyHistory(
        createdAt, createdBy, expiresAt, Optional.of(new Revocation(at, by)), lastUsedAt);
  }

  KeyHistory expiring(Instant at) {
    return new KeyHistory(createdAt, createdBy, Optional.of(at), revocation, lastUsedAt);
  }

  KeyHistory used(Instant at) {
    return new KeyHistory(createdAt, createdBy, expiresAt, revocation, Optional.of(at));
  }
}
