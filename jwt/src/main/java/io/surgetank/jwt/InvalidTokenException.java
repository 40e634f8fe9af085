package io.surgetank.jwt;

/// A token is refused.
final class InvalidTokenException extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;

  /// @param reason for the client; the rest of a sentence about the token
  InvalidTokenException(String reason) {
    // Without a stack trace: clients cause it.
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
