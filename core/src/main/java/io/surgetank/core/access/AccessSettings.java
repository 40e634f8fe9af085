package io.surgetank.core.access;

import java.util.Optional;

/// How requests are authenticated.
///
/// @param operatorToken the bearer token of the principal that may do everything
/// @param keys empty where API keys are not supported
/// @param tokens checks tokens that another system issued; empty: none are accepted
public record AccessSettings(
    String operatorToken,
    Optional<ApiKeyRegistry> keys,
    Optional<TokenVerifier> tokens,
    AnonymousAccess anonymousAccess) {
  public AccessSettings {
    if (operatorToken.isBlank())
      throw new IllegalArgumentException("the operator token must not be blank");
  }

  public AccessSettings(
      String operatorToken, Optional<ApiKeyRegistry> keys, AnonymousAccess anonymousAccess) {
    this(operatorToken, keys, Optional.empty(), anonymousAccess);
  }

  /// Only operators are authenticated, by a token.
  public static AccessSettings ofToken(String operatorToken) {
    return new AccessSettings(operatorToken, Optional.empty(), AnonymousAccess.ALLOWED);
  }
}
