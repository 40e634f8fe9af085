package io.surgetank.core.access;

import java.time.Instant;
import java.util.function.Function;

/// Keeps the API keys.
public interface ApiKeyStore {
  /// The keys as of now. Must not block: it is called for every request.
  ApiKeys keys();

  /// The keys after a change, the same instance if nothing is to be changed, and a result.
  record Update<R>(ApiKeys keys, R result) {}

  /// Applies a change and returns its result, when it is durable and every later request is checked
  /// against it. `change` may be called again if another change came first. Throws
  /// [java.io.UncheckedIOException] if it cannot be stored.
  <R> R update(Function<ApiKeys, Update<R>> change);

  /// Notes that a key was used. Stored at intervals, so that a crash may lose the last use. Must
  /// not block.
  void used(String id, Instant at);
}
