package io.surgetank.cloudformation;

import static io.surgetank.cloudformation.Tree.map;

import io.surgetank.cloudformation.Metrics.Metric;
import io.surgetank.json.Json;
import io.surgetank.stack.Function;
import io.surgetank.stack.Queue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;

/// One page: the API and the functions on top, then a row for each pipeline.
final class Dashboard {
  private static final int WIDTH = 8;
  private static final int HEIGHT = 6;

  private final Naming naming;
  private final Metrics metrics;

  Dashboard(Naming naming) {
    this.naming = naming;
    this.metrics = new Metrics(naming);
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
            "DashboardName", naming.sub(naming.stack().name()),
            "DashboardBody", Tree.sub(body.replace("\r", ""))));
  }

  private List<Object> widgets() {
    var rows = new ArrayList<List<Map<String, Object>>>();
    rows.add(List.of(requests(), latency(), calls()));
    rows.add(List.of(errors(), throttles(), durations()));
    for (Queue queue : naming.sources()) rows.add(List.of(queue(queue), jobs(queue), times(queue)));
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
            metrics.api("Count", "Sum").line(),
            metrics.api("4xx", "Sum").line(),
            metrics.api("5xx", "Sum").line()));
  }

  private Map<String, Object> latency() {
    return widget(
        "Latency of replies",
        List.of(metrics.api("Latency", "p50").line(), metrics.api("Latency", "p99").line()));
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
    for (Function function : naming.stack().functions())
      lines.add(metrics.function(function, metric, statistic).line());
    return widget(title, lines);
  }

  private Map<String, Object> queue(Queue queue) {
    String dead = queue.redrive().orElseThrow().deadLetterQueue();
    var lines =
        new ArrayList<>(
            List.of(
                metrics.queue(queue.name(), "ApproximateNumberOfMessagesVisible").line(),
                metrics.queue(queue.name(), "ApproximateNumberOfMessagesNotVisible").line(),
                metrics.queue(dead, "ApproximateNumberOfMessagesVisible").line(),
                metrics.queue(queue.name(), "ApproximateAgeOfOldestMessage").lineOnTheRight()));
    // Few, and a deep queue: it is a few keys' jobs that wait for each other.
    if (queue.kind().isFifo())
      lines.add(
          metrics.queue(queue.name(), "ApproximateNumberOfGroupsWithInflightMessages").line());
    return widget(naming.pipeline(queue) + ": queue", lines);
  }

  private Map<String, Object> jobs(Queue queue) {
    var lines = new ArrayList<List<Object>>();
    for (String name : List.of("Received", "Accepted", "Processed", "Retried", "Died"))
      lines.add(metrics.own(queue, name, "Sum").line());
    lines.add(metrics.own(queue, "DeadLetters", "Maximum").lineOnTheRight());
    return widget(naming.pipeline(queue) + ": jobs", lines);
  }

  private Map<String, Object> times(Queue queue) {
    Metric half = metrics.own(queue, "JobTime", "p50");
    return widget(
        naming.pipeline(queue) + ": time",
        List.of(
            half.line(),
            metrics.own(queue, "JobTime", "p99").line(),
            metrics.own(queue, "QueueDelay", "p99").line(),
            metrics.own(queue, "ProcessingTime", "p99").line()));
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
