package io.surgetank.deploy.stack;

import io.surgetank.deploy.stack.Dashboard.Axis;
import io.surgetank.deploy.stack.Dashboard.Line;
import io.surgetank.deploy.stack.Dashboard.Widget;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The graphs of the dashboard.
final class DashboardWidgets {
  private final Stack stack;
  private final String stage;

  DashboardWidgets(Stack stack, String stage) {
    this.stack = stack;
    this.stage = stage;
  }

  Dashboard dashboard() {
    var widgets = new ArrayList<>(List.of(requests(), latency(), concurrency()));
    widgets.add(functions("Function errors", "Errors", "Sum"));
    widgets.add(functions("Function throttles", "Throttles", "Sum"));
    widgets.add(functions("Function duration, p99 (ms)", "Duration", "p99"));
    for (SqsQueue sqsQueue : stack.sources())
      widgets.addAll(List.of(queue(sqsQueue), jobs(sqsQueue), times(sqsQueue)));
    return new Dashboard(widgets);
  }

  private static Widget requests() {
    return graph(
        "API requests",
        Metric.api("Count", "Sum"),
        Metric.api("4xx", "Sum"),
        Metric.api("5xx", "Sum"));
  }

  private static Widget latency() {
    return graph("API latency (ms)", Metric.api("Latency", "p50"), Metric.api("Latency", "p99"));
  }

  private Widget concurrency() {
    return functions("Concurrent executions", "ConcurrentExecutions", "Maximum");
  }

  private Widget functions(String title, String metric, String statistic) {
    return graph(
        title,
        stack.functions().stream()
            .map(lambdaFunction -> Metric.function(lambdaFunction, metric, statistic))
            .toArray(Metric[]::new));
  }

  private Widget queue(SqsQueue sqsQueue) {
    QueueRef deadLetters = sqsQueue.redrive().orElseThrow().deadLetterQueue();
    var lines = new ArrayList<Line>();
    lines.add(left(Metric.queue(sqsQueue.ref(), Metric.DEPTH)));
    lines.add(left(Metric.queue(sqsQueue.ref(), "ApproximateNumberOfMessagesNotVisible")));
    lines.add(left(Metric.queue(deadLetters, Metric.DEPTH)));
    lines.add(new Line(Metric.queue(sqsQueue.ref(), Metric.AGE), Axis.RIGHT));
    // Few groups and many messages: the jobs of a few keys wait for each other.
    if (sqsQueue.kind().isFifo())
      lines.add(
          left(Metric.queue(sqsQueue.ref(), "ApproximateNumberOfGroupsWithInflightMessages")));
    return new Widget(sqsQueue.ref().pipeline() + ": queue", lines);
  }

  private Widget jobs(SqsQueue sqsQueue) {
    String pipeline = sqsQueue.ref().pipeline();
    var lines = new ArrayList<Line>();
    for (String name :
        List.of(
            "Received",
            "Accepted",
            "Rejected",
            "Processed",
            "Retried",
            "DeadLettered",
            "Malformed",
            "Swept")) lines.add(left(Metric.own(stage, pipeline, name, "Sum")));
    for (String name : List.of("UnfinishedJobs", "DeadLetters"))
      lines.add(new Line(Metric.own(stage, pipeline, name, "Maximum"), Axis.RIGHT));
    return new Widget(pipeline + ": jobs", lines);
  }

  private Widget times(SqsQueue sqsQueue) {
    String pipeline = sqsQueue.ref().pipeline();
    return graph(
        pipeline + ": time (ms)",
        Metric.own(stage, pipeline, "JobTime", "p50"),
        Metric.own(stage, pipeline, "JobTime", "p99"),
        Metric.own(stage, pipeline, "QueueDelay", "p99"),
        Metric.own(stage, pipeline, "ProcessingTime", "p99"));
  }

  private static Widget graph(String title, Metric... metrics) {
    return new Widget(title, Stream.of(metrics).map(DashboardWidgets::left).toList());
  }

  private static Line left(Metric metric) {
    return new Line(metric, Axis.LEFT);
  }
}
