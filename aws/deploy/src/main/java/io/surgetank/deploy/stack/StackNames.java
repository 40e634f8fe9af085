package io.surgetank.deploy.stack;

/// Names that several parts of a stack share.
final class StackNames {
  /// What a dead-letter queue's name adds to its source's.
  static final String DEAD = "-dlq";

  static final String LINES = "lines";
  static final String OUTBOX = "outbox";

  private StackNames() {}
}
