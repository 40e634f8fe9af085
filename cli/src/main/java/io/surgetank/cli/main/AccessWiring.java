package io.surgetank.cli.main;

import io.surgetank.cli.command.CommandRuntime.Access;
import io.surgetank.cli.datadir.KeyFile;
import io.surgetank.core.access.AccessSettings;
import io.surgetank.core.access.AnonymousAccess;
import io.surgetank.core.access.ApiKeyRegistry;
import io.surgetank.core.access.TokenVerifier;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// Who may use a server.
///
/// @param chosen by the options of the server
/// @param tokens of another system
record AccessWiring(AnonymousAccess chosen, KeyFile keys, Optional<TokenVerifier> tokens) {
  /// Whether requests need credentials. A server that accepts tokens requires them, as one with
  /// keys does.
  private AnonymousAccess anonymousAccess() {
    return chosen == AnonymousAccess.UNTIL_FIRST_KEY && tokens.isPresent()
        ? AnonymousAccess.REFUSED
        : chosen;
  }

  AccessSettings settings(String operatorToken, InstantSource clock, SecureRandom random) {
    return new AccessSettings(
        operatorToken,
        Optional.of(new ApiKeyRegistry(keys, clock, random)),
        tokens,
        anonymousAccess());
  }

  /// What requests need as of now.
  Access granted() {
    boolean hasKeys = !keys.keys().isEmpty();
    return switch (anonymousAccess()) {
      case ALLOWED -> Access.INSECURE;
      case UNTIL_FIRST_KEY -> hasKeys ? Access.NEEDS_KEY : Access.OPEN_WITHOUT_KEYS;
      case REFUSED -> {
        if (tokens.isPresent()) yield Access.NEEDS_KEY_OR_JWT;
        yield hasKeys ? Access.NEEDS_KEY : Access.NEEDS_FIRST_KEY;
      }
    };
  }
}
