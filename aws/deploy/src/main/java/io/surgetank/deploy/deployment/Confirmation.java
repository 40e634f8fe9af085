package io.surgetank.deploy.deployment;

/// What the person said beforehand.
public enum Confirmation {
  /// Nothing: ask.
  NONE,
  /// Go on, if no work is lost by it.
  YES,
  /// Go on, and let waiting work be lost.
  YES_WITH_WAITING
}
