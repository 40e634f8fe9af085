package io.surgetank.core.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// When an API key was created, used and revoked, and by which principals.
///
/// @param expiresAt as set when it was created
/// @param overlapEndsAt set by its rotation
/// @param firstId the id of the first key in a chain of rotations; empty if this is the first
public record KeyHistory(
    Instant createdAt,
    String createdBy,
    Optional<Instant> expiresAt,
    Optional<Instant> overlapEndsAt,
    Optional<Revocation> revocation,
    Optional<Instant> lastUsedAt,
    Optional<String> firstId) {

  /// Later times cannot be written with a year of four digits, nor added to.
  public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  public record Revocation(Instant at, String by) {}

  /// Whether a key can have this time.
  public static boolean isTime(Instant time) {
    return !time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST);
  }

  public static KeyHistory created(Instant at, String by, Optional<Instant> expiresAt) {
    return new KeyHistory(
        at, by, expiresAt, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// The same for a key that replaces one in the chain of rotations that began with `first`.
  KeyHistory inChainOf(String first) {
    return new KeyHistory(
        createdAt, createdBy, expiresAt, overlapEndsAt, revocation, lastUsedAt, Optional.of(first));
  }

  /// When the key ends if it is not revoked: at its expiry, or after its rotation.
  public Optional<Instant> end() {
    return Stream.concat(expiresAt.stream(), overlapEndsAt.stream()).min(Instant::compareTo);
  }

  /// How long a key with the same lifetime is valid, which a rotation does not change.
  Optional<Duration> lifetime() {
    return expiresAt.map(at -> Duration.between(createdAt, at));
  }

  KeyHistory revoked(Instant at, String by) {
    return new KeyHistory(
        createdAt,
        createdBy,
        expiresAt,
        overlapEndsAt,
        Optional.of(new Revocation(at, by)),
        lastUsedAt,
        firstId);
  }

  /// The same with this end of the overlap, unless an earlier one was set.
  KeyHistory overlappingUntil(Instant at) {
    Instant earliest = overlapEndsAt.filter(at::isAfter).orElse(at);
    return new KeyHistory(
        createdAt, createdBy, expiresAt, Optional.of(earliest), revocation, lastUsedAt, firstId);
  }

  KeyHistory used(Instant at) {
    return new KeyHistory(
        createdAt, createdBy, expiresAt, overlapEndsAt, revocation, Optional.of(at), firstId);
  }
}
