package io.surgetank.core.api;

/// Whether the installation can accept and process jobs.
public sealed interface HealthStatus {
  record Ready() implements HealthStatus {}

  /// Submissions are accepted; an operator should investigate.
  record Degraded(String why) implements HealthStatus {}

  /// Submissions are temporarily not accepted: starting, stopping, or out of capacity.
  record NotReady(String why) implements HealthStatus {}

  /// Only a restart can help.
  record Broken(String why) implements HealthStatus {}
}
