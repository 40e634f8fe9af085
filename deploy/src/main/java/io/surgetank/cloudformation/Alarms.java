package io.surgetank.cloudformation;

import static io.surgetank.cloudformation.Tree.map;
import static io.surgetank.cloudformation.Tree.ref;

import io.surgetank.cloudformation.Metrics.Metric;
import io.surgetank.stack.Function;
import io.surgetank.stack.Queue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What somebody is told of. The depth of a dead-letter queue, not what was sent there: what SQS
/// moves is not counted as sent.
final class Alarms {
  private final Naming naming;
  private final Metrics metrics;

  Alarms(Naming naming) {
    this.naming = naming;
    this.metrics = new Metrics(naming);
  }

  Map<String, Object> resources() {
    var resources = new LinkedHashMap<String, Object>();
    resources.put(
        "Alarms",
        map(
            "Type",
            "AWS::SNS::Topic",
            "Properties",
            map("TopicName", Tree.sub(naming.open(naming.stack().name()) + "-alarms"))));
    resources.put(
        "AlarmsByEmail",
        map(
            "Type",
            "AWS::SNS::Subscription",
            "Condition",
            "HasAlarmEmail",
            "Properties",
            map("TopicArn", ref("Alarms"), "Protocol", "email", "Endpoint", ref("AlarmEmail"))));
    naming.sources().forEach(queue -> resources.putAll(of(queue)));
    naming.stack().functions().forEach(function -> resources.putAll(of(function)));
    resources.put("ApiFailsAlarm", alarm("The API answers 5xx", metrics.api("5xx", "Sum"), 0));
    return resources;
  }

  private Map<String, Object> of(Queue queue) {
    String dead = queue.redrive().orElseThrow().deadLetterQueue();
    String id = naming.id(queue.name()).replaceAll("Queue$", "");
    String pipeline = naming.pipeline(queue);
    return map(
        id + "DeadLettersAlarm",
        alarm(
            pipeline + ": messages stay in the dead-letter queue",
            metrics.queue(dead, "ApproximateNumberOfMessagesVisible"),
            0),
        id + "AgeAlarm",
        alarm(
            pipeline + ": jobs wait for long",
            metrics.queue(queue.name(), "ApproximateAgeOfOldestMessage"),
            ref("AgeAlarmSeconds")),
        id + "DiedAlarm",
        alarm(pipeline + ": a job became a dead letter", metrics.own(queue, "Died", "Sum"), 0),
        id + "SweptAlarm",
        alarm(pipeline + ": jobs were stored and not sent", metrics.own(queue, "Swept", "Sum"), 0));
  }

  private Map<String, Object> of(Function function) {
    String id = naming.function(function.name());
    String called = function.name().substring(naming.stack().name().length() + 1);
    return map(
        id + "ErrorsAlarm",
        alarm("The " + called + " fails", metrics.function(function, "Errors", "Sum"), 0),
        id + "ThrottlesAlarm",
        alarm(
            "The " + called + " is throttled", metrics.function(function, "Throttles", "Sum"), 0));
  }

  private static Map<String, Object> alarm(String what, Metric metric, Object over) {
    var dimensions = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < metric.dimensions().size(); i += 2)
      dimensions.add(
          map(
              "Name", metric.dimensions().get(i),
              "Value", Tree.sub(metric.dimensions().get(i + 1))));
    for (Map<String, Object> dimension : dimensions)
      dimension.computeIfPresent("Value", (_, value) -> plain(value));
    return map(
        "Type",
        "AWS::CloudWatch::Alarm",
        "Properties",
        map(
            "AlarmDescription",
            what,
            "Namespace",
            metric.namespace(),
            "MetricName",
            metric.name(),
            "Dimensions",
            dimensions,
            "Statistic",
            metric.statistic(),
            "Period",
            60,
            "EvaluationPeriods",
            1,
            "ComparisonOperator",
            "GreaterThanThreshold",
            "Threshold",
            over,
            "TreatMissingData",
            "notBreaching",
            "AlarmActions",
            List.of(ref("Alarms"))));
  }

  /// A text without a variable needs no `Fn::Sub`.
  private static Object plain(Object value) {
    Object text = Tree.named(value).get("Fn::Sub");
    if (!(text instanceof String some)) return value;
    return some.contains("${") ? value : some;
  }
}
