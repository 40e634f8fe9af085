package io.surgetank.jwt;

import io.surgetank.core.access.JwtSettings.Algorithm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The public keys of an issuer as of one read of its key set, and the tokens that were verified by
/// them: a key that the issuer has removed verifies nothing any more.
///
/// @param ignored why other keys of the set are not used, for operators
record IssuerKeys(List<IssuerKey> all, List<String> ignored, VerifiedTokens verified) {
  IssuerKeys {
    all = List.copyOf(all);
    ignored = List.copyOf(ignored);
  }

  /// What is wrong with a key set that has none of these keys.
  String problem() {
    return "has no usable key"
        + (ignored.isEmpty()
            ? ""
            : ": " + String.join(", ", ignored.subList(0, Math.min(3, ignored.size()))));
  }

  /// The keys that may have signed a token with this `kid` and algorithm. Keys of different types
  /// may share an id (RFC 7517, 4.5). Without `kid`, only one key may fit.
  List<IssuerKey> candidates(@Nullable String id, Algorithm algorithm) {
    List<IssuerKey> fitting = all.stream().filter(key -> key.algorithm() == algorithm).toList();
    if (id == null) return fitting.size() == 1 ? fitting : List.of();
    // Keys without an id have an empty one here.
    return id.isEmpty() ? List.of() : fitting.stream().filter(key -> key.id().equals(id)).toList();
  }
}
