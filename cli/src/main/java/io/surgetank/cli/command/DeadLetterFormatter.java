package io.surgetank.cli.command;

import tools.jackson.databind.JsonNode;

/// Prints dead letters and the audit log.
final class DeadLetterFormatter {
  private DeadLetterFormatter() {}

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
            + (complete ? "." : "; the rest was not counted."));
    failures(answer, count).print(terminal);
    terminal.say("");
    JobFormatter.rows(answer.path("jobs"), terminal);
  }

  private static TextTable failures(JsonNode answer, long count) {
    var textTable = new TextTable("COUNT", "FAILURE");
    long others = count;
    for (JsonNode group : answer.path("groups")) {
      long letters = group.path("count").asLong(0);
      others -= letters;
      textTable.row(Long.toString(letters), JobFormatter.text(group, "failure"));
    }
    if (others > 0) textTable.row(Long.toString(others), "(other failures)");
    return textTable;
  }

  static void auditLog(JsonNode answer) {
    var textTable = new TextTable("TIME", "ACTION", "JOBS", "OPERATOR", "FILTER");
    JsonNode entries = answer.isArray() ? answer : answer.path("entries");
    for (JsonNode entry : entries)
      textTable.row(
          JobFormatter.text(entry, "at"),
          JobFormatter.text(entry, "action")
              + (entry.has("to") ? " to " + JobFormatter.text(entry, "to") : "")
              + (entry.has("key") ? " " + JobFormatter.text(entry, "key") : ""),
          entry.path("jobs").asLong(0) + (entry.path("finished").asBoolean(true) ? "" : " so far"),
          JobFormatter.text(entry, "actor"),
          entry.has("key") ? "" : entry.path("filter").toString());
    textTable.print(Terminal.ofProcess());
  }
}
