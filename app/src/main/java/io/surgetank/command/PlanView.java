package io.surgetank.command;

import io.surgetank.json.Json;
import io.surgetank.release.Account;
import io.surgetank.release.Change;
import io.surgetank.release.Change.Action;
import io.surgetank.release.Planning.Outlook;
import io.surgetank.release.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// What would be, as a person and as a program reads it.
final class PlanView {
  private PlanView() {}

  static String place(String stack, Account account) {
    return "%s in %s, account %s".formatted(stack, account.region(), account.number());
  }

  static List<String> lines(Outlook.Changes outlook) {
    if (outlook.changes().isEmpty()) return List.of("Nothing to change.");
    return outlook.anew() ? anew(outlook.changes()) : changed(outlook.changes());
  }

  private static List<String> anew(List<Change> changes) {
    var lines = new ArrayList<String>();
    lines.add(
        "Nothing stands there yet. "
            + Words.counted(changes.size(), "resource")
            + " would be added:");
    lines.add("");
    Map<String, Integer> types = new TreeMap<>();
    changes.forEach(change -> types.merge(change.type(), 1, Integer::sum));
    types.forEach((type, count) -> lines.add("  + %3d  %s".formatted(count, type)));
    return lines;
  }

  private static List<String> changed(List<Change> changes) {
    int widest = changes.stream().mapToInt(each -> each.resource().length()).max().orElse(0);
    int widestType = changes.stream().mapToInt(each -> each.type().length()).max().orElse(0);
    var lines = new ArrayList<String>();
    for (Action action : Action.values())
      changes.stream()
          .filter(change -> change.action() == action)
          .forEach(change ->
              lines.add(
                  "  %s %s  %s  %s"
                      .formatted(
                          action.sign(),
                          padded(change.resource(), widest),
                          padded(change.type(), widestType),
                          remark(change))
                      .stripTrailing()));
    lines.add("");
    lines.add(summary(changes));
    return lines;
  }

  private static String remark(Change change) {
    String properties = String.join(", ", change.properties());
    return switch (change.action()) {
      case ADD -> "";
      case CHANGE -> properties;
      case MAYBE_REPLACE -> "perhaps made anew" + loss(change) + ": " + properties;
      case REPLACE -> "made anew" + loss(change) + ": " + properties;
      case REMOVE -> change.holdsWork() ? "WITH ALL THAT IS IN IT" : "";
    };
  }

  private static String loss(Change change) {
    return change.holdsWork() ? ", ALL THAT IS IN IT LOST" : "";
  }

  private static String summary(List<Change> changes) {
    var parts = new ArrayList<String>();
    for (Action action : Action.values()) {
      long count = changes.stream().filter(change -> change.action() == action).count();
      if (count > 0) parts.add(count + " to " + action.word());
    }
    return String.join(", ", parts) + ".";
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  static ObjectNode json(String stack, Account account, Outlook.Changes outlook) {
    ObjectNode json =
        Json.MAPPER
            .createObjectNode()
            .put("stack", stack)
            .put("region", account.region())
            .put("account", account.number())
            .put("anew", outlook.anew());
    var changes = json.putArray("changes");
    for (Change change : outlook.changes()) {
      ObjectNode each =
          changes
              .addObject()
              .put("action", change.action().word())
              .put("resource", change.resource())
              .put("type", change.type());
      if (!change.name().isEmpty()) each.put("name", change.name());
      var properties = each.putArray("properties");
      change.properties().forEach(properties::add);
    }
    return json;
  }
}
