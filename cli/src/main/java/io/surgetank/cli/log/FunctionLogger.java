package io.surgetank.cli.log;

import java.time.Duration;

/// Logs the output of functions, and starts and ends of their processes.
public final class FunctionLogger {
  private final AsyncLogWriter asyncLogWriter;

  public FunctionLogger(AsyncLogWriter asyncLogWriter) {
    this.asyncLogWriter = asyncLogWriter;
  }

  public void output(String function, String environment, String text) {
    asyncLogWriter.log(
        LogLevel.INFO, "function", "function", function, "environment", environment, "text", text);
  }

  public void started(String function, String environment, Duration took) {
    asyncLogWriter.log(
        LogLevel.INFO,
        "cold_start",
        "function",
        function,
        "environment",
        environment,
        "took_ms",
        took.toMillis());
  }

  /// Logs the end of a process.
  ///
  /// @param logLevel a warning for an unexpected end
  public void ended(LogLevel logLevel, String function, String environment, String why) {
    asyncLogWriter.log(
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
