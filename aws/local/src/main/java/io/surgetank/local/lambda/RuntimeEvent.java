package io.surgetank.local.lambda;

/// What comes out of an environment's process.
sealed interface RuntimeEvent {
  /// It asks for work.
  record Ready() implements RuntimeEvent {}

  record Response(String requestId, byte[] payload) implements RuntimeEvent {}

  /// The function threw, or its answer could not be taken.
  record Failure(String requestId, String type, String message) implements RuntimeEvent {}

  record InitFailure(String type, String message) implements RuntimeEvent {}

  record Exited(int code) implements RuntimeEvent {}
}
