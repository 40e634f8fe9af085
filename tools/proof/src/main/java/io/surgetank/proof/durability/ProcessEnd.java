package io.surgetank.proof.durability;

/// How a recorded process ends.
enum ProcessEnd {
  /// After it has closed the store.
  CLOSE,
  /// During a call, as if it were killed.
  HALT
}
