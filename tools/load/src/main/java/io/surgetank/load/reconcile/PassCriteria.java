package io.surgetank.load.reconcile;

/// What counts as a finding in addition to lost jobs.
public enum PassCriteria {
  /// Also valid submissions that were refused, and jobs that are dead.
  ALL_MUST_SUCCEED,
  /// Also submissions with an unknown outcome.
  ALL_MUST_BE_ACCOUNTED,
  /// Nothing else: the server was overloaded on purpose.
  OVERLOAD_EXPECTED
}
