package io.surgetank.deploy.cloudformation;

import static io.surgetank.deploy.cloudformation.YamlTree.map;
import static io.surgetank.deploy.cloudformation.YamlTree.ref;

import io.surgetank.deploy.cloudformation.MetricWidgets.Metric;
import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.SqsQueue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What somebody is told of. The depth of a dead-letter queue, not what was sent there: what SQS
/// moves is not counted as sent.
final class Alarms {
  private final TemplateNames templateNames;
  private final MetricWidgets metricWidgets;

  Alarms(TemplateNames templateNames) {
    this.templateNames = templateNames;
    this.metricWidgets = new MetricWidgets(templateNames);
  }

  Map<String, Object> resources() {
    var resources = new LinkedHashMap<String, Object>();
    resources.put(
        "Alarms",
        map(
            "Type",
            "AWS::SNS::Topic",
            "Properties",
            map(
                "TopicName",
                YamlTree.sub(templateNames.open(templateNames.stack().name()) + "-alarms"))));
    resources.put(
        "AlarmsByEmail",
        map(
            "Type",
            "AWS::SNS::Subscription",
            "Condition",
            "HasAlarmEmail",
            "Properties",
            map("TopicArn", ref("Alarms"), "Protocol", "email", "Endpoint", ref("AlarmEmail"))));
    templateNames.sources().forEach(sqsQueue -> resources.putAll(of(sqsQueue)));
    templateNames
        .stack()
        .functions()
        .forEach(lambdaFunction -> resources.putAll(of(lambdaFunction)));
    resources.put(
        "ApiFailsAlarm", alarm("The API answers 5xx", metricWidgets.api("5xx", "Sum"), 0));
    return resources;
  }

  private Map<String, Object> of(SqsQueue sqsQueue) {
    String dead = sqsQueue.redrive().orElseThrow().deadLetterQueue();
    String id = templateNames.id(sqsQueue.name()).replaceAll("Queue$", "");
    String pipeline = templateNames.pipeline(sqsQueue);
    return map(
        id + "DeadLettersAlarm",
        alarm(
            pipeline + ": messages stay in the dead-letter queue",
            metricWidgets.queue(dead, "ApproximateNumberOfMessagesVisible"),
            0),
        id + "AgeAlarm",
        alarm(
            pipeline + ": jobs wait for long",
            metricWidgets.queue(sqsQueue.name(), "ApproximateAgeOfOldestMessage"),
            ref("AgeAlarmSeconds")),
        id + "DiedAlarm",
        alarm(
            pipeline + ": a job became a dead letter",
            metricWidgets.own(sqsQueue, "Died", "Sum"),
            0),
        id + "SweptAlarm",
        alarm(
            pipeline + ": jobs were stored and not sent",
            metricWidgets.own(sqsQueue, "Swept", "Sum"),
            0));
  }

  private Map<String, Object> of(LambdaFunction lambdaFunction) {
    String id = templateNames.function(lambdaFunction.name());
    String called = lambdaFunction.name().substring(templateNames.stack().name().length() + 1);
    return map(
        id + "ErrorsAlarm",
        alarm(
            "The " + called + " fails", metricWidgets.function(lambdaFunction, "Errors", "Sum"), 0),
        id + "ThrottlesAlarm",
        alarm(
            "The " + called + " is throttled",
            metricWidgets.function(lambdaFunction, "Throttles", "Sum"),
            0));
  }

  private static Map<String, Object> alarm(String what, Metric metric, Object over) {
    var dimensions = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < metric.dimensions().size(); i += 2)
      dimensions.add(
          map(
              "Name", metric.dimensions().get(i),
              "Value", YamlTree.sub(metric.dimensions().get(i + 1))));
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
    Object text = YamlTree.named(value).get("Fn::Sub");
    if (!(text instanceof String some)) return value;
    return some.contains("${") ? value : some;
  }
}
