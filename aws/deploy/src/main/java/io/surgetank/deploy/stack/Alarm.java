package io.surgetank.deploy.stack;

import java.time.Duration;

/// An alarm of CloudWatch: it is raised when the metric was over its threshold in each of the last
/// periods, and is over when it no longer is. Both are sent to the topic of the stack. Periods
/// without a value count as good.
///
/// @param stack the name of the stack
/// @param id what it watches, and what is wrong with it: `orders-too-old`
/// @param periods how many periods, one after the other
public record Alarm(
    String stack,
    String id,
    String description,
    Metric metric,
    Threshold threshold,
    Duration period,
    int periods) {
  /// The alarm's name in the account.
  public String name() {
    return stack + "-" + id;
  }

  /// What the metric may be at most.
  public sealed interface Threshold {
    /// Anything at all is too much.
    record Zero() implements Threshold {}

    /// So long, unless another age is set when the stack is deployed.
    record Age(Duration usual) implements Threshold {}
  }
}
