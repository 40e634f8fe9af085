package io.surgetank.core.api;

/// Receives failed sign-ins: requests with invalid credentials. Must not block.
@FunctionalInterface
public interface SignInListener {
  SignInListener NONE = (_, _) -> {};

  /// Called for each failure, up to a rate.
  ///
  /// @param address of the client
  /// @param reason as the client got it; without the credentials
  void refused(String address, String reason);
}
