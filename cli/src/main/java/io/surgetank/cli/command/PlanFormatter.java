package io.surgetank.cli.command;

import io.surgetank.core.json.Json;
import io.surgetank.deploy.deployment.AwsAccount;
import io.surgetank.deploy.deployment.CountText;
import io.surgetank.deploy.deployment.PlanOperation.Plan;
import io.surgetank.deploy.deployment.PlannedChange;
import io.surgetank.deploy.deployment.PlannedChange.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// Prints a plan, as text and as JSON.
final class PlanFormatter {
  private PlanFormatter() {}

  static String place(String stack, AwsAccount awsAccount) {
    return "%s in %s, account %s".formatted(stack, awsAccount.region(), awsAccount.accountId());
  }

  static List<String> lines(Plan.Changes plan) {
    if (plan.changes().isEmpty()) return List.of("No changes.");
    return plan.newStack() ? created(plan.changes()) : changed(plan.changes());
  }

  private static List<String> created(List<PlannedChange> changes) {
    var lines = new ArrayList<String>();
    lines.add(
        "The stack does not exist yet. "
            + CountText.counted(changes.size(), "resource")
            + " would be added:");
    lines.add("");
    Map<String, Integer> types = new TreeMap<>();
    changes.forEach(plannedChange -> types.merge(plannedChange.type(), 1, Integer::sum));
    types.forEach((type, count) -> lines.add("  + %3d  %s".formatted(count, type)));
    return lines;
  }

  private static List<String> changed(List<PlannedChange> changes) {
    int widest = changes.stream().mapToInt(each -> each.resource().length()).max().orElse(0);
    int widestType = changes.stream().mapToInt(each -> each.type().length()).max().orElse(0);
    var lines = new ArrayList<String>();
    for (Action action : Action.values())
      changes.stream()
          .filter(plannedChange -> plannedChange.action() == action)
          .forEach(plannedChange ->
              lines.add(
                  "  %s %s  %s  %s"
                      .formatted(
                          action.sign(),
                          padded(plannedChange.resource(), widest),
                          padded(plannedChange.type(), widestType),
                          remark(plannedChange))
                      .stripTrailing()));
    lines.add("");
    lines.add(summary(changes));
    return lines;
  }

  private static String remark(PlannedChange plannedChange) {
    String properties = String.join(", ", plannedChange.properties());
    return switch (plannedChange.action()) {
      case ADD -> "";
      case CHANGE -> properties;
      case MAYBE_REPLACE -> "may be replaced" + loss(plannedChange) + ": " + properties;
      case REPLACE -> "replaced" + loss(plannedChange) + ": " + properties;
      case REMOVE -> plannedChange.containsJobs() ? "WITH ITS CONTENTS" : "";
    };
  }

  private static String loss(PlannedChange plannedChange) {
    return plannedChange.containsJobs() ? ", CONTENTS LOST" : "";
  }

  private static String summary(List<PlannedChange> changes) {
    var parts = new ArrayList<String>();
    for (Action action : Action.values()) {
      long count =
          changes.stream().filter(plannedChange -> plannedChange.action() == action).count();
      if (count > 0) parts.add(count + " to " + action.word());
    }
    return String.join(", ", parts) + ".";
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  static ObjectNode json(String stack, AwsAccount awsAccount, Plan.Changes plan) {
    ObjectNode json =
        Json.MAPPER
            .createObjectNode()
            .put("stack", stack)
            .put("region", awsAccount.region())
            .put("account", awsAccount.accountId())
            .put("newStack", plan.newStack());
    var changes = json.putArray("changes");
    for (PlannedChange plannedChange : plan.changes()) {
      ObjectNode each =
          changes
              .addObject()
              .put("action", plannedChange.action().word())
              .put("resource", plannedChange.resource())
              .put("type", plannedChange.type());
      if (!plannedChange.name().isEmpty()) each.put("name", plannedChange.name());
      var properties = each.putArray("properties");
      plannedChange.properties().forEach(properties::add);
    }
    return json;
  }
}
