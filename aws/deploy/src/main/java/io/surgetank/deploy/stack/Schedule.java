package io.surgetank.deploy.stack;

import java.time.Duration;

/// Calls a function again and again.
public record Schedule(String name, Duration every, FunctionRef function) {
  /// As EventBridge writes it.
  public String expression() {
    long minutes = every.toMinutes();
    return minutes == 1 ? "rate(1 minute)" : "rate(" + minutes + " minutes)";
  }
}
