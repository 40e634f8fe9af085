package io.surgetank.cli.log;

import java.util.Locale;

/// The severity of a log line.
public enum LogLevel {
  /// For finding the cause of a failure: stack traces.
  DEBUG,
  /// A normal change of state.
  INFO,
  /// A failure that is handled.
  WARN,
  /// An operator must act.
  ERROR;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
