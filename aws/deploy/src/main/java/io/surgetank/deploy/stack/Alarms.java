package io.surgetank.deploy.stack;

import io.surgetank.deploy.stack.Alarm.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The alarms of a stack.
public final class Alarms {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// The functions publish metrics when they run, which is not every minute.
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  private static final Threshold ZERO = new Threshold.Zero();
  private static final Threshold AGE = new Threshold.Age(Duration.ofMinutes(15));

  private final Stack stack;
  private final String stage;
  private final List<Alarm> alarms = new ArrayList<>();

  private Alarms(Stack stack, String stage) {
    this.stack = stack;
    this.stage = stage;
  }

  /// The alarms of each pipeline, of each function, and of the API.
  public static List<Alarm> of(Stack stack, String stage) {
    var alarms = new Alarms(stack, stage);
    stack.sources().forEach(alarms::pipeline);
    stack.functions().forEach(alarms::function);
    alarms.add(
        "api-errors",
        "The API responds with 5xx.",
        Metric.api("5xx", "Sum"),
        ZERO,
        new Periods(MINUTE, 2));
    return List.copyOf(alarms.alarms);
  }

  private record Periods(Duration length, int count) {}

  private void pipeline(SqsQueue sqsQueue) {
    String pipeline = sqsQueue.ref().pipeline();
    QueueRef deadLetters = sqsQueue.redrive().orElseThrow().deadLetterQueue();
    // The number of messages, not of sent ones: SQS does not count what it moves as sent.
    add(
        pipeline + "-dlq-not-empty",
        "A message of "
            + pipeline
            + " was received too often, and its job is not yet recorded as dead.",
        Metric.queue(deadLetters, Metric.DEPTH),
        ZERO,
        new Periods(MINUTE, 1));
    add(
        pipeline + "-too-old",
        "The oldest job of " + pipeline + " has waited too long.",
        Metric.queue(sqsQueue.ref(), Metric.AGE),
        AGE,
        new Periods(MINUTE, 3));
    // Messages that are received too often leave the age metric; the alarm above covers them.
    own(pipeline, "DeadLettered", "A job of " + pipeline + " became a dead letter.");
    own(pipeline, "Malformed", "A message in the queue of " + pipeline + " does not name a job.");
    own(
        pipeline,
        "Swept",
        "The sweeper found jobs of "
            + pipeline
            + " without a message in the queue: never sent, or expired.");
  }

  private void own(String pipeline, String metric, String description) {
    add(
        pipeline + "-" + metric.toLowerCase(java.util.Locale.ROOT),
        description,
        Metric.own(stage, pipeline, metric, "Sum"),
        ZERO,
        new Periods(FIVE_MINUTES, 1));
  }

  private void function(LambdaFunction lambdaFunction) {
    String function = lambdaFunction.ref().function();
    add(
        function + "-errors",
        "Invocations of the " + function + " function failed.",
        Metric.function(lambdaFunction, "Errors", "Sum"),
        ZERO,
        new Periods(MINUTE, 3));
    add(
        function + "-throttled",
        "Invocations of the " + function + " function were throttled.",
        Metric.function(lambdaFunction, "Throttles", "Sum"),
        ZERO,
        new Periods(MINUTE, 3));
  }

  private void add(
      String id, String description, Metric metric, Threshold threshold, Periods periods) {
    alarms.add(
        new Alarm(
            stack.name(), id, description, metric, threshold, periods.length(), periods.count()));
  }
}
