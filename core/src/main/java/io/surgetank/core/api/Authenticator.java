package io.surgetank.core.api;

import io.surgetank.core.access.AccessLevel;
import io.surgetank.core.access.AccessSettings;
import io.surgetank.core.access.ApiKeyRegistry;
import io.surgetank.core.access.ApiKeyStore;
import io.surgetank.core.access.ApiKeys;
import io.surgetank.core.access.Principal;
import io.surgetank.core.access.TokenVerifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Finds out who sent a request, from `Authorization: Bearer <token>` (RFC 6750): the operator
/// token, an API key, or a token of another system. Does not block.
record Authenticator(AccessSettings settings, InstantSource clock) {
  private static final String OPERATORS = "/ops/";
  private static final String SCHEME = "Bearer ";

  sealed interface Result {
    record Authenticated(Principal principal) implements Result {}

    record Refused(Problem problem) implements Result {}
  }

  Result authenticate(Request head, AccessLevel level) {
    if (isOpen(head, level) && !head.path().startsWith(OPERATORS))
      return new Result.Authenticated(Principal.ANONYMOUS);
    List<String> headers = head.headers("authorization");
    if (headers.isEmpty())
      return new Result.Refused(
          challenge("send %s: Authorization: Bearer <token>".formatted(accepted()), ""));
    if (headers.size() > 1) return invalid("send one Authorization header");
    String header = headers.getFirst();
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
      return invalid("send Authorization: Bearer <token>");
    return token(header.substring(SCHEME.length()).strip());
  }

  private boolean isOpen(Request head, AccessLevel level) {
    return switch (level) {
      case ANYONE -> isOpen() || head.headers("authorization").isEmpty();
      case SERVER -> isOpen();
      case LOOPBACK -> isOpen() && head.client().isLoopback();
      case KEY, OPERATOR -> false;
    };
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

  private String accepted() {
    return settings.tokens().isEmpty()
        ? "an API key or the operator token"
        : "an API key, a JSON Web Token or the operator token";
  }

  private Result token(String text) {
    // Constant-time, so that timing reveals nothing about the token.
    if (MessageDigest.isEqual(bytes(settings.operatorToken()), bytes(text)))
      return new Result.Authenticated(Principal.OPERATOR);
    // A key has no dot; the parts of a signed token are separated by dots (RFC 7515, 3.1).
    if (settings.tokens().isPresent() && text.indexOf('.') >= 0)
      return issued(settings.tokens().get().verify(text));
    return key(text);
  }

  private static Result issued(TokenVerifier.Verification verification) {
    return switch (verification) {
      case TokenVerifier.Verification.Valid(var principal) -> new Result.Authenticated(principal);
      case TokenVerifier.Verification.Invalid(var why) -> invalid(why);
      // Not 401: clients would discard a token that may be valid (RFC 6750, 3.1).
      case TokenVerifier.Verification.Unavailable(var why, var retryAfter) ->
          new Result.Refused(Problem.wait(Problem.Kind.UNAVAILABLE, why, retryAfter));
    };
  }

  private Result key(String text) {
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
