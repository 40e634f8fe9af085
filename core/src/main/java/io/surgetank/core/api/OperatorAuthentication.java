package io.surgetank.core.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// Admits only operators: `Authorization: Bearer <token>`.
final class OperatorAuthentication {
  private static final String SCHEME = "Bearer ";
  static final int MAX_ACTOR_LENGTH = 100;

  /// There is one token, so there is one principal.
  private static final String PRINCIPAL = "operator";

  private final byte[] token;

  OperatorAuthentication(String token) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  /// Constant-time comparison, so that timing reveals nothing about the token.
  boolean admits(Request request) {
    String header = request.header("authorization").orElse("");
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) return false;
    byte[] given = header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(token, given);
  }

  static Response challenge() {
    return Problem.of(
            Problem.Kind.UNAUTHORIZED, "send the operator's token: Authorization: Bearer <token>")
        .with("WWW-Authenticate", "Bearer realm=\"surgetank operators\"")
        .response();
  }

  /// Who acts, as the audit log records it: the principal, which the token proves, and the name
  /// that the client gave for itself, which nothing proves.
  static String actor(Request request) {
    String name =
        request.header("surgetank-actor").orElse("").replaceAll("[^\\x20-\\x7E]", "?").strip();
    if (name.isEmpty()) return PRINCIPAL;
    String claimed = name.substring(0, Math.min(name.length(), MAX_ACTOR_LENGTH));
    return PRINCIPAL + " (claimed name: " + claimed + ")";
  }
}
