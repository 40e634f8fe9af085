package io.surgetank.log;

import java.time.Duration;

/// Tells what functions write, and what becomes of the processes they run in.
public final class FunctionLines {
  private final Lines lines;

  public FunctionLines(Lines lines) {
    this.lines = lines;
  }

  public void said(String function, String environment, String text) {
    lines.tell(
        Level.INFO, "function", "function", function, "environment", environment, "text", text);
  }

  public void began(String function, String environment, Duration took) {
    lines.tell(
        Level.INFO,
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
  /// @param level how much that matters: an end that nobody meant is a warning
  public void ended(Level level, String function, String environment, String why) {
    lines.tell(
        level, "environment_ended", "function", function, "environment", environment, "why", why);
  }
}
