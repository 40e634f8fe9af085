package io.surgetank.cli.log;

import java.util.Locale;

/// How much a line matters.
public enum LogLevel {
  /// For who looks for the cause of a failure: stack traces.
  DEBUG,
  /// A change of state, as it should be.
  INFO,
  /// Something failed and is being dealt with.
  WARN,
  /// Somebody must act.
  ERROR;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
