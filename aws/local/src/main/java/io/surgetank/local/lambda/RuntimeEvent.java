package io.surgetank.local.lambda;

/// Events of an environment's process.
sealed interface RuntimeEvent {
  /// It requests an invocation.
  record Ready() implements RuntimeEvent {}

  record InvocationResponse(String requestId, byte[] payload) implements RuntimeEvent {}

  /// The function threw, or its response was too large.
  record InvocationError(String requestId, String type, String message) implements RuntimeEvent {}

  record InitError(String type, String message) implements RuntimeEvent {}

  record Exited(int code) implements RuntimeEvent {}
}
