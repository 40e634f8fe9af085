package io.surgetank.core.access;

import java.time.Duration;

/// Checks tokens that another system issued, such as JSON Web Tokens. Safe for many threads.
@FunctionalInterface
public interface TokenVerifier {
  /// The result of a check.
  sealed interface Verification {
    record Valid(Principal principal) implements Verification {}

    /// `why` may be sent to the client. It never contains the token.
    record Invalid(String why) implements Verification {}

    /// The token may be valid, but cannot be checked now.
    record Unavailable(String why, Duration retryAfter) implements Verification {}
  }

  /// Must not block: it is called for every request, by threads that read connections.
  Verification verify(String token);
}
