package io.surgetank.deploy.stack;

import java.time.Duration;

/// An alarm of CloudWatch: raised when the metric exceeded its threshold in each of the last
/// periods. Changes of its state are sent to the topic of the stack. Periods without a value are
/// good.
///
/// @param stack the name of the stack
/// @param id the subject and the problem: `orders-too-old`
/// @param periods the number of consecutive periods
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

  /// The highest value that is good.
  public sealed interface Threshold {
    record Zero() implements Threshold {}

    /// This age, unless another one is set when the stack is deployed.
    record Age(Duration byDefault) implements Threshold {}
  }
}
