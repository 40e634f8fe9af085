package io.surgetank.load.follow;

/// What counts as a finding beside lost and unaccounted jobs.
public enum Strictness {
  /// Any valid submission that was refused, and any job that died: all must go well.
  ALL_MUST_SUCCEED,
  /// Refusals and deaths are answers; only what is lost or unanswered is a finding.
  ALL_MUST_BE_ACCOUNTED,
  /// The server was pushed until it broke: failures too were to be expected.
  MAY_BREAK
}
