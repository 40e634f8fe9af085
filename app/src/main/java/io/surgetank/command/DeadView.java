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
    boolean complete = answer.path("complete").asBoolean(true);
    terminal.say(
        (complete ? "" : "More than ")
            + (count == 1 ? "1 dead letter" : count + " dead letters")
            + (complete ? "." : "; only these were counted."));
    failures(answer, count).print(terminal);
    terminal.say("");
    JobView.rows(answer.path("jobs"), terminal);
  }

  private static Table failures(JsonNode answer, long count) {
    var table = new Table("COUNT", "FAILURE");
    long others = count;
    for (JsonNode group : answer.path("groups")) {
      long letters = group.path("count").asLong(0);
      others -= letters;
      table.row(Long.toString(letters), JobView.text(group, "failure"));
    }
    if (others > 0) table.row(Long.toString(others), "(other failures)");
    return table;
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
