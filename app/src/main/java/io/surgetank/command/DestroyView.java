package io.surgetank.command;

import io.surgetank.json.Json;
import io.surgetank.release.Jobs;
import io.surgetank.release.Left;
import io.surgetank.release.Look;
import io.surgetank.release.Waiting;
import io.surgetank.release.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/// What would be lost and what is left, as a person and as a program reads it.
final class DestroyView {
  private DestroyView() {}

  static void show(Look look, Terminal terminal) {
    if (!look.queues().isEmpty()) {
      var table = new Table("QUEUE", "WAITING", "IN FLIGHT", "DELAYED");
      for (Waiting queue : look.queues())
        table.row(
            queue.queue(),
            Long.toString(queue.visible()),
            Long.toString(queue.inFlight()),
            Long.toString(queue.delayed()));
      table.print(terminal);
      terminal.say("");
    }
    if (look.jobs() instanceof Jobs.Counted counted) {
      var table = new Table("PIPELINE", "JOBS NOT ENDED", "DEAD LETTERS");
      for (String pipeline : new TreeSet<>(counted.waiting().keySet()))
        table.row(
            pipeline,
            String.valueOf(counted.waiting().get(pipeline)),
            String.valueOf(counted.dead().getOrDefault(pipeline, 0L)));
      table.print(terminal);
      terminal.say("");
    }
    terminal.say(loss(look));
  }

  /// In a sentence or two.
  static String loss(Look look) {
    if (look.queues().isEmpty() && look.jobs() instanceof Jobs.None)
      return "Nothing of it is there: no queue, no table.";
    var lost = new ArrayList<String>();
    if (look.messages() > 0) lost.add(Words.counted(look.messages(), "message"));
    String records = "";
    switch (look.jobs()) {
      case Jobs.Counted counted -> {
        if (counted.allWaiting() > 0)
          lost.add(Words.counted(counted.allWaiting(), "job") + " not ended");
        records = " Every record in the table goes too";
        records +=
            counted.allDead() > 0
                ? ", with " + Words.counted(counted.allDead(), "dead letter") + "."
                : ".";
      }
      case Jobs.None() -> {}
      case Jobs.Unknown(var why) ->
          records = " The jobs in the table cannot be counted: " + why + ".";
    }
    return (lost.isEmpty()
            ? "No work waits."
            : "WORK WAITS: " + String.join(" and ", lost) + " would be lost.")
        + records;
  }

  static void show(List<Left> left, Terminal terminal) {
    if (left.isEmpty()) {
      terminal.say("Nothing is left.");
      return;
    }
    terminal.say("Still there, with what removes it:");
    for (Left each : left) {
      terminal.say("  " + each.what() + " " + each.name());
      terminal.say("    " + each.removal());
    }
  }

  static ObjectNode json(String outcome, List<Left> left) {
    ObjectNode json = Json.MAPPER.createObjectNode().put("outcome", outcome);
    var all = json.putArray("left");
    for (Left each : left)
      all.addObject()
          .put("what", each.what())
          .put("name", each.name())
          .put("removal", each.removal());
    return json;
  }
}
