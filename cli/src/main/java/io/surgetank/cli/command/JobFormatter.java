package io.surgetank.cli.command;

import tools.jackson.databind.JsonNode;

/// Prints jobs.
final class JobFormatter {
  /// A list shows the beginning of a failure; `show` has all of it.
  private static final int FAILURE_SHOWN = 80;

  private JobFormatter() {}

  static void list(JsonNode answer) {
    var terminal = Terminal.ofProcess();
    JsonNode jobs = answer.path("jobs");
    if (jobs.isEmpty()) {
      terminal.say("No jobs.");
      return;
    }
    rows(jobs, terminal);
  }

  /// The rows of a page after the first.
  static void further(JsonNode answer) {
    table(answer.path("jobs")).printRows(Terminal.ofProcess());
  }

  static void one(JsonNode job) {
    Terminal.ofProcess().say(ServerOptions.pretty(job));
  }

  static void rows(JsonNode jobs, Terminal terminal) {
    table(jobs).print(terminal);
  }

  private static TextTable table(JsonNode jobs) {
    var textTable =
        new TextTable(
            "ID", "PIPELINE", "STATUS", "ATTEMPTS", "ACCEPTED", "NEXT ATTEMPT", "FAILURE");
    for (JsonNode job : jobs)
      textTable.row(
          text(job, "id"),
          text(job, "pipeline"),
          text(job, "status"),
          Long.toString(job.path("attemptsMade").asLong(0)),
          text(job, "acceptedAt"),
          text(job, "nextAttemptAt"),
          beginning(text(job, "failure")));
    return textTable;
  }

  static String text(JsonNode node, String member) {
    return node.path(member).asString("");
  }

  private static String beginning(String failure) {
    return failure.length() <= FAILURE_SHOWN ? failure : failure.substring(0, FAILURE_SHOWN) + "…";
  }
}
