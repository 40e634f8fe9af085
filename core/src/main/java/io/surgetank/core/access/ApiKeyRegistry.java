package io.surgetank.core.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Creates, revokes and rotates API keys. Safe for many threads when `random` is.
///
/// @param random must be unpredictable
public record ApiKeyRegistry(ApiKeyStore store, InstantSource clock, RandomGenerator random) {

  /// The result of a change.
  public sealed interface Result {
    /// The only time that the text of the key is known.
    record Created(ApiKeyToken token, ApiKey key) implements Result {}

    record Revoked(ApiKey key) implements Result {}

    record Unknown() implements Result {}

    /// The key has expired or was revoked before.
    record Ended(ApiKey.Status status) implements Result {}

    /// There are [ApiKeys#MAX_KEYS] active keys.
    record Full() implements Result {}
  }

  /// Creates a key.
  ///
  /// @param lifetime empty: it does not expire
  /// @param by the principal that creates it
  public Result create(KeyGrant grant, Optional<Duration> lifetime, String by) {
    Instant now = clock.instant();
    return store.update(
        keys -> added(keys, grant, KeyHistory.created(now, by, end(now, lifetime))));
  }

  /// Ends a key at once.
  public Result revoke(String id, String by) {
    Instant now = clock.instant();
    return store.update(keys -> {
      Optional<ApiKey> key = keys.find(id);
      if (key.isEmpty()) return unchanged(keys, new Result.Unknown());
      // An expired key too: it must not come back if the clock is set back.
      if (key.get().status(now) == ApiKey.Status.REVOKED)
        return unchanged(keys, new Result.Ended(ApiKey.Status.REVOKED));
      ApiKey revoked = key.get().revoked(now, by);
      return new ApiKeyStore.Update<>(keys.with(revoked), new Result.Revoked(revoked));
    });
  }

  /// Creates a key with the same rights and lifetime. The old one remains valid for `overlap`, so
  /// that its users can change to the new one.
  public Result rotate(String id, Duration overlap, String by) {
    Instant now = clock.instant();
    return store.update(keys -> {
      Optional<ApiKey> found = keys.find(id);
      if (found.isEmpty()) return unchanged(keys, new Result.Unknown());
      ApiKey old = found.get();
      if (old.status(now) != ApiKey.Status.ACTIVE)
        return unchanged(keys, new Result.Ended(old.status(now)));
      var history =
          KeyHistory.created(now, by, end(now, old.history().lifetime())).inChainOf(old.firstId());
      ApiKeys ending = keys.with(old.overlappingUntil(now.plus(overlap)));
      // Without a new key, the old one must not end.
      return ending.withRoom(now).isEmpty()
          ? unchanged(keys, new Result.Full())
          : added(ending, old.grant(), history);
    });
  }

  private static Optional<Instant> end(Instant now, Optional<Duration> lifetime) {
    return lifetime
        .map(now::plus)
        .map(end -> end.isAfter(KeyHistory.LATEST) ? KeyHistory.LATEST : end);
  }

  private static ApiKeyStore.Update<Result> unchanged(ApiKeys keys, Result result) {
    return new ApiKeyStore.Update<>(keys, result);
  }

  private ApiKeyStore.Update<Result> added(ApiKeys keys, KeyGrant grant, KeyHistory history) {
    Optional<ApiKeys> room = keys.withRoom(history.createdAt());
    if (room.isEmpty()) return unchanged(keys, new Result.Full());
    ApiKeyToken token = ApiKeyToken.create(random);
    while (keys.find(token.id()).isPresent()) token = ApiKeyToken.create(random);
    ApiKey key = ApiKey.of(token, grant, history);
    return new ApiKeyStore.Update<>(room.get().with(key), new Result.Created(token, key));
  }
}
