package io.surgetank.deploy.cloudformation;

import static io.surgetank.deploy.cloudformation.YamlTree.map;
import static io.surgetank.deploy.cloudformation.YamlTree.ref;

import io.surgetank.core.json.Json;
import io.surgetank.deploy.stack.Alarm;
import io.surgetank.deploy.stack.Alarms;
import io.surgetank.deploy.stack.Dashboard;
import io.surgetank.deploy.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;

/// Alarms, the topic that they are sent to, and the dashboard.
final class MonitoringResources {
  private final Stack stack;
  private final Fragments fragments;

  MonitoringResources(Stack stack, Fragments fragments) {
    this.stack = stack;
    this.fragments = fragments;
  }

  Map<String, Object> resources() {
    var resources =
        fragments.filled("monitoring.yaml", map("stack", stack.name(), "dashboard", dashboard()));
    for (Alarm alarm : Alarms.of(stack, Template.STAGE)) resources.putAll(alarm(alarm));
    return resources;
  }

  private Map<String, Object> alarm(Alarm alarm) {
    return fragments.filled(
        "alarm.yaml",
        map(
            "Alarm", LogicalIds.of(alarm),
            "name", alarm.name(),
            "description", alarm.description(),
            "namespace", alarm.metric().namespace(),
            "metric", alarm.metric().name(),
            "dimensions", dimensions(alarm.metric().dimensions()),
            "statistic", alarm.metric().statistic(),
            "period", alarm.period().toSeconds(),
            "evaluationPeriods", alarm.periods(),
            "threshold",
                switch (alarm.threshold()) {
                  case Alarm.Threshold.Zero() -> 0;
                  case Alarm.Threshold.Age(_) -> ref("AgeAlarmSeconds");
                }));
  }

  private static List<Map<String, Object>> dimensions(Map<String, String> dimensions) {
    var written = new ArrayList<Map<String, Object>>();
    dimensions.forEach((name, value) ->
        written.add(
            map("Name", name, "Value", value.contains("${") ? YamlTree.sub(value) : value)));
    return written;
  }

  private String dashboard() {
    return Json.MAPPER
        .writer()
        .with(SerializationFeature.INDENT_OUTPUT)
        .writeValueAsString(Dashboard.of(stack, Template.STAGE).body(stack.region()))
        .replace("\r", "");
  }
}
