package io.surgetank.cli.log;

import java.time.Duration;

/// Tells what functions write, and what becomes of the processes they run in.
public final class FunctionLogger {
  private final AsyncLogWriter asyncLogWriter;

  public FunctionLogger(AsyncLogWriter asyncLogWriter) {
    this.asyncLogWriter = asyncLogWriter;
  }

  public void said(String function, String environment, String text) {
    asyncLogWriter.tell(
        LogLevel.INFO, "function", "function", function, "environment", environment, "text", text);
  }

  public void began(String function, String environment, Duration took) {
    asyncLogWriter.tell(
        LogLevel.INFO,
        "cold_start",
        "function",
        function,
        "environment",
        environment,
        "took_ms",
        took.toMillis());
  }

  /// Tells that a process ended.
  ///
  /// @param logLevel how much that matters: an end that nobody meant is a warning
  public void ended(LogLevel logLevel, String function, String environment, String why) {
    asyncLogWriter.tell(
        logLevel,
        "environment_ended",
        "function",
        function,
        "environment",
        environment,
        "why",
        why);
  }
}
