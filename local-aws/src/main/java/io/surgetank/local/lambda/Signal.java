package io.surgetank.local.lambda;

/// What comes out of an environment's process.
sealed interface Signal {
  /// It asks for work.
  record Ready() implements Signal {}

  record Response(String requestId, byte[] payload) implements Signal {}

  /// The function threw, or its answer could not be taken.
  record Failure(String requestId, String type, String message) implements Signal {}

  record InitFailure(String type, String message) implements Signal {}

  record Exited(int code) implements Signal {}
}
