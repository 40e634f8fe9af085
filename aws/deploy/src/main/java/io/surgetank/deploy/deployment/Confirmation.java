package io.surgetank.deploy.deployment;

/// What the user confirmed in advance.
public enum Confirmation {
  /// Ask.
  NONE,
  /// Continue, unless jobs would be lost.
  YES,
  /// Continue, even if unfinished jobs are lost.
  YES_AND_DISCARD_JOBS
}
