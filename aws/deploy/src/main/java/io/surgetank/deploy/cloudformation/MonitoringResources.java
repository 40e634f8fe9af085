package io.surgetank.deploy.cloudformation;

import static io.surgetank.deploy.cloudformation.YamlTree.map;
import static io.surgetank.deploy.cloudformation.YamlTree.ref;

import io.surgetank.core.json.Json;
import io.surgetank.deploy.stack.Alarm;
import io.surgetank.deploy.stack.Alarms;
import io.surgetank.deploy.stack.Dashboard;
import io.surgetank.deploy.stack.Stack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;

/// Alarms, the topic that they are sent to, and the dashboard.
final class MonitoringResources {
  private final Stack stack;
  private final String stage;

  MonitoringResources(Stack stack, String stage) {
    this.stack = stack;
    this.stage = stage;
  }

  Map<String, Object> resources() {
    var resources = new LinkedHashMap<String, Object>();
    resources.put("Alarms", topic());
    resources.put("AlarmsPolicy", policy());
    resources.put("AlarmsByEmail", subscription());
    for (Alarm alarm : Alarms.of(stack, stage)) resources.put(LogicalIds.of(alarm), alarm(alarm));
    resources.put("Dashboard", dashboard());
    return resources;
  }

  private Map<String, Object> topic() {
    return map(
        "Type",
        "AWS::SNS::Topic",
        "Properties",
        map("TopicName", YamlTree.sub(stack.name() + "-alarms")));
  }

  /// Only this account's alarms may publish here.
  private static Map<String, Object> policy() {
    return map(
        "Type",
        "AWS::SNS::TopicPolicy",
        "Properties",
        map(
            "Topics",
            List.of(ref("Alarms")),
            "PolicyDocument",
            map(
                "Version",
                "2012-10-17",
                "Statement",
                List.of(
                    map(
                        "Effect", "Allow",
                        "Principal", map("Service", "cloudwatch.amazonaws.com"),
                        "Action", "sns:Publish",
                        "Resource", ref("Alarms"),
                        "Condition",
                            map(
                                "StringEquals",
                                map("aws:SourceAccount", ref("AWS::AccountId"))))))));
  }

  private static Map<String, Object> subscription() {
    return map(
        "Type",
        "AWS::SNS::Subscription",
        "Condition",
        "HasAlarmEmail",
        "Properties",
        map("TopicArn", ref("Alarms"), "Protocol", "email", "Endpoint", ref("AlarmEmail")));
  }

  private static Map<String, Object> alarm(Alarm alarm) {
    var dimensions = new ArrayList<Map<String, Object>>();
    alarm
        .metric()
        .dimensions()
        .forEach((name, value) -> dimensions.add(map("Name", name, "Value", plain(value))));
    return map(
        "Type",
        "AWS::CloudWatch::Alarm",
        "Properties",
        map(
            "AlarmName",
            YamlTree.sub(alarm.name()),
            "AlarmDescription",
            alarm.description(),
            "Namespace",
            alarm.metric().namespace(),
            "MetricName",
            alarm.metric().name(),
            "Dimensions",
            dimensions,
            "Statistic",
            alarm.metric().statistic(),
            "Period",
            TemplateParameters.seconds(alarm.period()),
            "EvaluationPeriods",
            alarm.periods(),
            "ComparisonOperator",
            "GreaterThanThreshold",
            "Threshold",
            switch (alarm.threshold()) {
              case Alarm.Threshold.Zero() -> 0;
              case Alarm.Threshold.Age(_) -> ref("AgeAlarmSeconds");
            },
            "TreatMissingData",
            "notBreaching",
            "AlarmActions",
            List.of(ref("Alarms")),
            "OKActions",
            List.of(ref("Alarms"))));
  }

  /// A text without a variable needs no `Fn::Sub`.
  private static Object plain(String value) {
    return value.contains("${") ? YamlTree.sub(value) : value;
  }

  private Map<String, Object> dashboard() {
    String body =
        Json.MAPPER
            .writer()
            .with(SerializationFeature.INDENT_OUTPUT)
            .writeValueAsString(Dashboard.of(stack, stage).body("${AWS::Region}"));
    return map(
        "Type",
        "AWS::CloudWatch::Dashboard",
        "Properties",
        map(
            "DashboardName", YamlTree.sub(stack.name()),
            "DashboardBody", YamlTree.sub(body.replace("\r", ""))));
  }
}
