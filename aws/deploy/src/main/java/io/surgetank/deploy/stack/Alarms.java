package io.surgetank.deploy.stack;

import io.surgetank.deploy.stack.Alarm.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The alarms of a stack.
public final class Alarms {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// The functions publish their own metrics when they run, which is not every minute.
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  private static final Threshold NONE = new Threshold.Zero();
  private static final Threshold AGE = new Threshold.Age(Duration.ofMinutes(15));

  private final Stack stack;
  private final String stage;
  private final List<Alarm> alarms = new ArrayList<>();

  private Alarms(Stack stack, String stage) {
    this.stack = stack;
    this.stage = stage;
  }

  /// All of them: those of each pipeline, of each function, and of the API.
  public static List<Alarm> of(Stack stack, String stage) {
    var alarms = new Alarms(stack, stage);
    stack.sources().forEach(alarms::pipeline);
    stack.functions().forEach(alarms::function);
    alarms.add(
        "api-errors",
        "The API answers 5xx.",
        Metric.api("5xx", "Sum"),
        NONE,
        new Periods(MINUTE, 2));
    return List.copyOf(alarms.alarms);
  }

  private record Periods(Duration length, int count) {}

  private void pipeline(SqsQueue sqsQueue) {
    String pipeline = sqsQueue.ref().pipeline();
    QueueRef dead = sqsQueue.redrive().orElseThrow().deadLetterQueue();
    // The depth, not what was sent there: what SQS moves is not counted as sent.
    add(
        pipeline + "-dlq-not-empty",
        "SQS gave up on a message of " + pipeline + ", and it is not recorded yet.",
        Metric.queue(dead, Metric.DEPTH),
        NONE,
        new Periods(MINUTE, 1));
    add(
        pipeline + "-too-old",
        "The oldest job of " + pipeline + " has waited too long.",
        Metric.queue(sqsQueue.ref(), Metric.AGE),
        AGE,
        new Periods(MINUTE, 3));
    // Messages that were received often leave the age above; the dead letters tell of them.
    own(pipeline, "Died", "A job of " + pipeline + " became a dead letter.");
    own(pipeline, "Malformed", "A message in the queue of " + pipeline + " named no job.");
    own(
        pipeline,
        "Swept",
        "The sweeper found jobs of " + pipeline + " whose message was never sent.");
  }

  private void own(String pipeline, String metric, String description) {
    add(
        pipeline + "-" + metric.toLowerCase(java.util.Locale.ROOT),
        description,
        Metric.own(stage, pipeline, metric, "Sum"),
        NONE,
        new Periods(FIVE_MINUTES, 1));
  }

  private void function(LambdaFunction lambdaFunction) {
    String called = lambdaFunction.ref().function();
    add(
        called + "-errors",
        "Calls of the " + called + " function failed.",
        Metric.function(lambdaFunction, "Errors", "Sum"),
        NONE,
        new Periods(MINUTE, 3));
    add(
        called + "-throttled",
        "Calls of the " + called + " function were refused: too many at once.",
        Metric.function(lambdaFunction, "Throttles", "Sum"),
        NONE,
        new Periods(MINUTE, 3));
  }

  private void add(
      String name, String description, Metric metric, Threshold threshold, Periods periods) {
    alarms.add(
        new Alarm(
            stack.name(), name, description, metric, threshold, periods.length(), periods.count()));
  }
}
