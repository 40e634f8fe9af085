package io.surgetank.local.lambda;

import java.time.Duration;

/// What happens to environments, and what runs in them says.
///
/// `environment` is the first part of an environment's id.
public sealed interface EnvironmentEvent {
  String function();

  String environment();

  /// A line that the function wrote.
  record Line(String function, String environment, String text) implements EnvironmentEvent {}

  /// A cold start: from the process's start to its first request for work.
  record Began(String function, String environment, Duration took) implements EnvironmentEvent {}

  record Ended(String function, String environment, Why why) implements EnvironmentEvent {}

  /// Why an environment ended.
  enum Why {
    IDLE,
    STOPPED,
    TIMED_OUT,
    CRASHED,
    DID_NOT_BEGIN
  }
}
