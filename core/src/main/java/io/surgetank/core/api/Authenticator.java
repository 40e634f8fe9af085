package io.surgetank.core.api;

import io.surgetank.core.access.AccessSettings;
import io.surgetank.core.access.ApiKeyRegistry;
import io.surgetank.core.access.ApiKeyStore;
import io.surgetank.core.access.ApiKeys;
import io.surgetank.core.access.Principal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Finds out who sent a request, from `Authorization: Bearer <token>` (RFC 6750): the operator
/// token, or an API key. Does not block.
record Authenticator(AccessSettings settings, InstantSource clock) {
  private static final String OPERATORS = "/ops/";
  private static final String SCHEME = "Bearer ";

  sealed interface Result {
    record Authenticated(Principal principal) implements Result {}

    record Refused(Problem problem) implements Result {}
  }

  Result authenticate(Request head) {
    if (isOpen() && !head.path().startsWith(OPERATORS))
      return new Result.Authenticated(Principal.ANONYMOUS);
    List<String> headers = head.headers("authorization");
    if (headers.isEmpty())
      return new Result.Refused(
          challenge("send an API key or the operator token: Authorization: Bearer <token>", ""));
    if (headers.size() > 1) return invalid("send one Authorization header");
    String header = headers.getFirst();
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
      return invalid("send Authorization: Bearer <token>");
    return token(header.substring(SCHEME.length()).strip());
  }

  /// Whether requests outside the operators' API need no credentials. They are then ignored: a
  /// gateway may require its own.
  private boolean isOpen() {
    return switch (settings.anonymousAccess()) {
      case ALLOWED -> true;
      case UNTIL_FIRST_KEY -> settings.keys().filter(it -> !it.store().keys().isEmpty()).isEmpty();
      case REFUSED -> false;
    };
  }

  private Result token(String text) {
    // Constant-time, so that timing reveals nothing about the token.
    if (MessageDigest.isEqual(bytes(settings.operatorToken()), bytes(text)))
      return new Result.Authenticated(Principal.OPERATOR);
    Optional<ApiKeyRegistry> registry = settings.keys();
    if (registry.isEmpty()) return invalid("the operator token is wrong");
    ApiKeyStore store = registry.get().store();
    Instant now = clock.instant();
    return switch (store.keys().check(text, now)) {
      case ApiKeys.Check.Invalid(var why) -> invalid(why);
      case ApiKeys.Check.Valid(var id, var principal) -> {
        store.used(id, now);
        yield new Result.Authenticated(principal);
      }
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Result invalid(String why) {
    return new Result.Refused(challenge(why, ", error=\"invalid_token\""));
  }

  private static Problem challenge(String why, String error) {
    return Problem.of(Problem.Kind.UNAUTHORIZED, why)
        .with("WWW-Authenticate", "Bearer realm=\"surgetank\"" + error);
  }
}
