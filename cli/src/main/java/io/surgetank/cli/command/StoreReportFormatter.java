package io.surgetank.cli.command;

import io.surgetank.core.json.Json;
import io.surgetank.core.maintenance.StoreCheckReport;
import io.surgetank.core.maintenance.StoreProblem;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// Shows the result of a check of a store.
final class StoreReportFormatter {
  private StoreReportFormatter() {}

  static ObjectNode json(StoreCheckReport report) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("sound", report.isSound());
    json.put("readableJobs", report.readable());
    json.put("unreadableJobs", report.unreadable());
    json.put("totalProblems", report.totalProblems());
    var problems = json.putArray("problems");
    for (StoreProblem problem : report.problems()) {
      ObjectNode one = problems.addObject();
      one.put("kind", problem.kind().name().toLowerCase(Locale.ROOT));
      one.put("place", problem.place());
      one.put("error", problem.error());
    }
    return json;
  }

  static void problems(StoreCheckReport report, Terminal terminal) {
    for (StoreProblem problem : report.problems())
      terminal.say("  %s: %s".formatted(problem.place(), problem.error()));
    long unlisted = report.totalProblems() - report.problems().size();
    if (unlisted > 0) terminal.say("  and " + unlisted + " more");
  }

  static String jobs(long count) {
    return count == 1 ? "1 job" : count + " jobs";
  }

  static String problems(long count) {
    return count == 1 ? "1 problem" : count + " problems";
  }
}
