package io.surgetank.local.lambda;

import java.time.Duration;

/// Events of environments, and the output of the functions in them.
///
/// `environment` is the first part of an environment's id.
public sealed interface EnvironmentEvent {
  String function();

  String environment();

  /// A line of the function's output.
  record Line(String function, String environment, String text) implements EnvironmentEvent {}

  /// A cold start: from the process's start to its request for the first invocation.
  record Started(String function, String environment, Duration took) implements EnvironmentEvent {}

  record Ended(String function, String environment, Reason reason) implements EnvironmentEvent {}

  /// Why an environment ended.
  enum Reason {
    IDLE,
    STOPPED,
    TIMED_OUT,
    CRASHED,
    INIT_FAILED
  }
}
