package io.surgetank.deploy.cloudformation;

import static io.surgetank.deploy.cloudformation.YamlTree.map;

import io.surgetank.core.json.Json;
import io.surgetank.deploy.cloudformation.MetricWidgets.Metric;
import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.SqsQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;

/// One page: the API and the functions on top, then a row for each pipeline.
final class Dashboard {
  private static final int WIDTH = 8;
  private static final int HEIGHT = 6;

  private final TemplateNames templateNames;
  private final MetricWidgets metricWidgets;

  Dashboard(TemplateNames templateNames) {
    this.templateNames = templateNames;
    this.metricWidgets = new MetricWidgets(templateNames);
  }

  Map<String, Object> resource() {
    String body =
        Json.MAPPER
            .writer()
            .with(SerializationFeature.INDENT_OUTPUT)
            .writeValueAsString(map("widgets", widgets()));
    return map(
        "Type",
        "AWS::CloudWatch::Dashboard",
        "Properties",
        map(
            "DashboardName", templateNames.sub(templateNames.stack().name()),
            "DashboardBody", YamlTree.sub(body.replace("\r", ""))));
  }

  private List<Object> widgets() {
    var rows = new ArrayList<List<Map<String, Object>>>();
    rows.add(List.of(requests(), latency(), calls()));
    rows.add(List.of(errors(), throttles(), durations()));
    for (SqsQueue sqsQueue : templateNames.sources())
      rows.add(List.of(queue(sqsQueue), jobs(sqsQueue), times(sqsQueue)));
    var widgets = new ArrayList<Object>();
    for (int y = 0; y < rows.size(); y++)
      for (int x = 0; x < rows.get(y).size(); x++)
        widgets.add(
            map(
                "type",
                "metric",
                "x",
                x * WIDTH,
                "y",
                y * HEIGHT,
                "width",
                WIDTH,
                "height",
                HEIGHT,
                "properties",
                rows.get(y).get(x)));
    return widgets;
  }

  private Map<String, Object> requests() {
    return widget(
        "Requests",
        List.of(
            metricWidgets.api("Count", "Sum").line(),
            metricWidgets.api("4xx", "Sum").line(),
            metricWidgets.api("5xx", "Sum").line()));
  }

  private Map<String, Object> latency() {
    return widget(
        "Latency of replies",
        List.of(
            metricWidgets.api("Latency", "p50").line(),
            metricWidgets.api("Latency", "p99").line()));
  }

  private Map<String, Object> calls() {
    return functions("Functions at once", "ConcurrentExecutions", "Maximum");
  }

  private Map<String, Object> errors() {
    return functions("Errors of functions", "Errors", "Sum");
  }

  private Map<String, Object> throttles() {
    return functions("Throttles of functions", "Throttles", "Sum");
  }

  private Map<String, Object> durations() {
    return functions("Time of calls", "Duration", "p99");
  }

  private Map<String, Object> functions(String title, String metric, String statistic) {
    var lines = new ArrayList<List<Object>>();
    for (LambdaFunction lambdaFunction : templateNames.stack().functions())
      lines.add(metricWidgets.function(lambdaFunction, metric, statistic).line());
    return widget(title, lines);
  }

  private Map<String, Object> queue(SqsQueue sqsQueue) {
    String dead = sqsQueue.redrive().orElseThrow().deadLetterQueue();
    var lines =
        new ArrayList<>(
            List.of(
                metricWidgets.queue(sqsQueue.name(), "ApproximateNumberOfMessagesVisible").line(),
                metricWidgets
                    .queue(sqsQueue.name(), "ApproximateNumberOfMessagesNotVisible")
                    .line(),
                metricWidgets.queue(dead, "ApproximateNumberOfMessagesVisible").line(),
                metricWidgets
                    .queue(sqsQueue.name(), "ApproximateAgeOfOldestMessage")
                    .lineOnTheRight()));
    // Few, and a deep queue: it is a few keys' jobs that wait for each other.
    if (sqsQueue.kind().isFifo())
      lines.add(
          metricWidgets
              .queue(sqsQueue.name(), "ApproximateNumberOfGroupsWithInflightMessages")
              .line());
    return widget(templateNames.pipeline(sqsQueue) + ": queue", lines);
  }

  private Map<String, Object> jobs(SqsQueue sqsQueue) {
    var lines = new ArrayList<List<Object>>();
    for (String name : List.of("Received", "Accepted", "Processed", "Retried", "Died"))
      lines.add(metricWidgets.own(sqsQueue, name, "Sum").line());
    lines.add(metricWidgets.own(sqsQueue, "DeadLetters", "Maximum").lineOnTheRight());
    return widget(templateNames.pipeline(sqsQueue) + ": jobs", lines);
  }

  private Map<String, Object> times(SqsQueue sqsQueue) {
    Metric half = metricWidgets.own(sqsQueue, "JobTime", "p50");
    return widget(
        templateNames.pipeline(sqsQueue) + ": time",
        List.of(
            half.line(),
            metricWidgets.own(sqsQueue, "JobTime", "p99").line(),
            metricWidgets.own(sqsQueue, "QueueDelay", "p99").line(),
            metricWidgets.own(sqsQueue, "ProcessingTime", "p99").line()));
  }

  private static Map<String, Object> widget(String title, List<List<Object>> lines) {
    return map(
        "title",
        title,
        "region",
        "${AWS::Region}",
        "period",
        60,
        "view",
        "timeSeries",
        "metrics",
        lines);
  }
}
