package io.surgetank.core.api;

/// Whether the installation can accept and process jobs.
public sealed interface Health {
  record Ready() implements Health {}

  /// Submissions are accepted; an operator should investigate.
  record Degraded(String why) implements Health {}

  /// Submissions are temporarily not accepted: starting, stopping, or out of capacity.
  record NotReady(String why) implements Health {}

  /// Only a restart can help.
  record Broken(String why) implements Health {}
}
