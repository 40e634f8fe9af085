package io.surgetank.deploy.stack;

import java.time.Duration;

/// Invokes a function at intervals.
public record Schedule(String name, Duration every, FunctionRef function) {
  /// In the syntax of EventBridge.
  public String expression() {
    long minutes = every.toMinutes();
    return minutes == 1 ? "rate(1 minute)" : "rate(" + minutes + " minutes)";
  }
}
