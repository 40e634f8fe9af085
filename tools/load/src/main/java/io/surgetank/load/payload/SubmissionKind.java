package io.surgetank.load.payload;

/// What a submission is for, and so what should become of it.
public enum SubmissionKind {
  /// To be accepted and processed.
  VALID,
  /// An earlier one again, with its key: to be answered as a replay.
  DUPLICATE,
  /// To be refused.
  INVALID,
  /// To be accepted, and to die in the handler if anything can.
  POISON
}
