package io.surgetank.core.access;

import io.surgetank.core.job.Owner;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// An API key as it is stored: without its text, of which only the digest is known.
///
/// @param sha256 in hexadecimal
public record ApiKey(String id, String sha256, KeyGrant grant, KeyHistory history) {
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  public enum Status {
    ACTIVE,
    EXPIRED,
    REVOKED
  }

  public ApiKey {
    if (!ApiKeyToken.isId(id)) throw new IllegalArgumentException("invalid id of a key: " + id);
    if (!SHA_256.matcher(sha256).matches())
      throw new IllegalArgumentException("invalid digest of the key " + id);
  }

  public static ApiKey of(ApiKeyToken token, KeyGrant grant, KeyHistory history) {
    return new ApiKey(token.id(), HexFormat.of().formatHex(token.sha256()), grant, history);
  }

  public Status status(Instant now) {
    if (history.revocation().isPresent()) return Status.REVOKED;
    boolean isExpired = history.end().filter(end -> !now.isBefore(end)).isPresent();
    return isExpired ? Status.EXPIRED : Status.ACTIVE;
  }

  public ApiKey revoked(Instant at, String by) {
    return new ApiKey(id, sha256, grant, history.revoked(at, by));
  }

  /// The same key after a rotation: it ends then, unless it ends earlier.
  public ApiKey overlappingUntil(Instant end) {
    return new ApiKey(id, sha256, grant, history.overlappingUntil(end));
  }

  /// The same key, last used then or later.
  public ApiKey used(Instant at) {
    return history.lastUsedAt().filter(last -> !at.isAfter(last)).isPresent()
        ? this
        : new ApiKey(id, sha256, grant, history.used(at));
  }

  /// The sender of the key's text.
  public Principal principal() {
    return new Principal(
        "key " + id + " (" + GivenName.shown(grant.name()) + ")",
        grant.scopes(),
        grant.pipelines(),
        grant.tenant(),
        grant.tenant().map(Owner::ofTenant).orElseGet(() -> Owner.ofKey(firstId())));
  }

  /// The id of the key that was created with these rights; another one if this key is from a
  /// rotation. The owner of jobs, so that a rotation does not separate clients from their jobs.
  public String firstId() {
    return history.firstId().orElse(id);
  }
}
