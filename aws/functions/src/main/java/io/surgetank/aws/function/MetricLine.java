package io.surgetank.aws.function;

import io.surgetank.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A log line from which CloudWatch extracts metrics (embedded metric format:
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
/// docs/aws/backend.md lists the metrics; dashboards and alarms refer to them by name.
final class MetricLine {
  /// The format's limit for one metric of one line.
  static final int MAX_VALUES = 100;

  private static final String NAMESPACE = "Surgetank";
  private static final String STAGE = "Stage";
  private static final String PIPELINE = "Pipeline";

  private final ObjectNode line = Json.MAPPER.createObjectNode();
  private final ArrayNode directives;
  private final ArrayNode metrics;

  MetricLine(String event, Instant at, String stage, String pipeline) {
    line.put("event", event).put(STAGE, stage).put(PIPELINE, pipeline);
    directives =
        line.putObject("_aws").put("Timestamp", at.toEpochMilli()).putArray("CloudWatchMetrics");
    metrics = metrics(STAGE, PIPELINE);
  }

  private ArrayNode metrics(String... dimensions) {
    ObjectNode directive = directives.addObject().put("Namespace", NAMESPACE);
    ArrayNode set = directive.putArray("Dimensions").addArray();
    for (String dimension : dimensions) set.add(dimension);
    return directive.putArray("Metrics");
  }

  MetricLine count(String metric, long value) {
    metrics.addObject().put("Name", metric).put("Unit", "Count");
    line.put(metric, value);
    return this;
  }

  /// A count that is also published with one more dimension.
  MetricLine countBy(String dimension, String of, String metric, long value) {
    count(metric, value);
    metrics(STAGE, PIPELINE, dimension).addObject().put("Name", metric).put("Unit", "Count");
    line.put(dimension, of);
    return this;
  }

  MetricLine time(String metric, Duration time) {
    metrics.addObject().put("Name", metric).put("Unit", "Milliseconds");
    line.put(metric, time.toMillis());
    return this;
  }

  /// At most [#MAX_VALUES], at least one.
  MetricLine times(String metric, List<Duration> times) {
    metrics.addObject().put("Name", metric).put("Unit", "Milliseconds");
    ArrayNode values = line.putArray(metric);
    for (Duration time : times) values.add(time.toMillis());
    return this;
  }

  MetricLine with(String name, String value) {
    line.put(name, value);
    return this;
  }

  MetricLine with(String name, long value) {
    line.put(name, value);
    return this;
  }

  String text() {
    return Json.write(line);
  }
}
