package io.surgetank.load.payload;

/// The kind of a submission, and its expected result.
public enum SubmissionKind {
  /// Accepted and processed.
  VALID,
  /// Repeats an earlier one with its key: replayed.
  DUPLICATE,
  /// Refused.
  INVALID,
  /// Accepted; makes the handler fail if possible.
  POISON
}
