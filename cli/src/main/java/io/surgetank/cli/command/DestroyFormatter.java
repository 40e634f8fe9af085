package io.surgetank.cli.command;

import io.surgetank.core.json.Json;
import io.surgetank.deploy.deployment.CountText;
import io.surgetank.deploy.deployment.JobCounts;
import io.surgetank.deploy.deployment.PendingWork;
import io.surgetank.deploy.deployment.QueueDepth;
import io.surgetank.deploy.deployment.RemainingResource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/// Prints what would be lost and what remains, as text and as JSON.
final class DestroyFormatter {
  private DestroyFormatter() {}

  static void show(PendingWork pendingWork, Terminal terminal) {
    if (!pendingWork.queues().isEmpty()) {
      var textTable = new TextTable("QUEUE", "AVAILABLE", "IN FLIGHT", "DELAYED");
      for (QueueDepth queue : pendingWork.queues())
        textTable.row(
            queue.name(),
            Long.toString(queue.visible()),
            Long.toString(queue.inFlight()),
            Long.toString(queue.delayed()));
      textTable.print(terminal);
      terminal.say("");
    }
    if (pendingWork.jobCounts() instanceof JobCounts.Counted counted) {
      var textTable = new TextTable("PIPELINE", "UNFINISHED JOBS", "DEAD LETTERS");
      for (String pipeline : new TreeSet<>(counted.unfinished().keySet()))
        textTable.row(
            pipeline,
            String.valueOf(counted.unfinished().get(pipeline)),
            String.valueOf(counted.dead().getOrDefault(pipeline, 0L)));
      textTable.print(terminal);
      terminal.say("");
    }
    terminal.say(loss(pendingWork));
  }

  /// In a sentence or two.
  static String loss(PendingWork pendingWork) {
    if (pendingWork.queues().isEmpty() && pendingWork.jobCounts() instanceof JobCounts.None)
      return "Nothing is deployed: no queue, no table.";
    var lost = new ArrayList<String>();
    if (pendingWork.messages() > 0) lost.add(CountText.counted(pendingWork.messages(), "message"));
    String records = "";
    switch (pendingWork.jobCounts()) {
      case JobCounts.Counted counted -> {
        if (counted.allUnfinished() > 0)
          lost.add(CountText.counted(counted.allUnfinished(), "unfinished job"));
        records = " Every record in the table is deleted";
        records +=
            counted.allDead() > 0
                ? ", including " + CountText.counted(counted.allDead(), "dead letter") + "."
                : ".";
      }
      case JobCounts.None() -> {}
      case JobCounts.Unknown(var why) ->
          records = " The jobs in the table cannot be counted: " + why + ".";
    }
    return (lost.isEmpty()
            ? "There are no unfinished jobs."
            : "WARNING: " + String.join(" and ", lost) + " would be lost.")
        + records;
  }

  static void show(List<RemainingResource> remaining, Terminal terminal) {
    if (remaining.isEmpty()) {
      terminal.say("No resources remain.");
      return;
    }
    terminal.say("Remaining resources, each with the command that removes it:");
    for (RemainingResource each : remaining) {
      terminal.say("  " + each.type() + " " + each.name());
      terminal.say("    " + each.removeCommand());
    }
  }

  static ObjectNode json(String outcome, List<RemainingResource> remaining) {
    ObjectNode json = Json.MAPPER.createObjectNode().put("outcome", outcome);
    var all = json.putArray("remaining");
    for (RemainingResource each : remaining)
      all.addObject()
          .put("type", each.type())
          .put("name", each.name())
          .put("command", each.removeCommand());
    return json;
  }
}
