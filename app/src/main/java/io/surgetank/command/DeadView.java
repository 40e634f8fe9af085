package io.surgetank.command;

import tools.jackson.databind.JsonNode;

/// Dead letters as people read them.
final class DeadView {
  private DeadView() {}

  static void summary(JsonNode answer, Terminal terminal) {
    long count = answer.path("count").asLong(0);
    if (count == 0) {
      terminal.say("No dead letters.");
      return;
    }
    terminal.say(count == 1 ? "1 dead letter." : count + " dead letters.");
    if (!answer.path("groups").isEmpty()) {
      var table = new Table("COUNT", "FAILURE");
      for (JsonNode group : answer.path("groups"))
        table.row(Long.toString(group.path("count").asLong(0)), JobView.text(group, "failure"));
      table.print(terminal);
      terminal.say("");
    }
    JobView.rows(answer.path("jobs"), terminal);
  }

  static void trail(JsonNode answer) {
    var table = new Table("AT", "ACT", "JOBS", "ACTOR", "FILTER");
    JsonNode entries = answer.isArray() ? answer : answer.path("trail");
    for (JsonNode entry : entries)
      table.row(
          JobView.text(entry, "at"),
          JobView.text(entry, "act"),
          entry.path("jobs").asLong(0) + (entry.path("finished").asBoolean(true) ? "" : " so far"),
          JobView.text(entry, "actor"),
          entry.path("filter").toString());
    table.print(Terminal.ofProcess());
  }
}
