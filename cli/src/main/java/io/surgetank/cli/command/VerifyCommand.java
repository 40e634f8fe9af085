package io.surgetank.cli.command;

import io.surgetank.cli.ops.OpsClient;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/// Recounts every record and compares the result with the counters.
@Command(
    name = "verify",
    description = "Recount all records: verify that every accepted job is in exactly one state.",
    footer = {
      "",
      "Example:",
      "  surgetank verify && echo OK",
      "",
      "Exits with status 1 if there are findings."
    })
final class VerifyCommand implements Callable<Integer> {
  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    return server.run(VerifyCommand.this::verify);
  }

  private int verify(OpsClient client) {
    return ServerOptions.exitCode(
        client.get("verify", Map.of()),
        report -> {
          if (server.asJson()) Terminal.out(ServerOptions.pretty(report));
          else show(report, Terminal.ofProcess());
          return report.path("passes").asBoolean(false) ? ExitCodes.OK : ExitCodes.FAILED;
        });
  }

  private static void show(JsonNode report, Terminal terminal) {
    var textTable =
        new TextTable(
            "PIPELINE",
            "ACCEPTED",
            "MOVED IN",
            "MOVED OUT",
            "PROCESSED",
            "DEAD",
            "CANCELLED",
            "UNFINISHED",
            "REJECTED");
    for (var pipeline : report.path("pipelines").properties()) {
      JsonNode counters = pipeline.getValue();
      textTable.row(
          pipeline.getKey(),
          number(counters, "accepted"),
          number(counters, "movedIn"),
          number(counters, "movedOut"),
          number(counters, "processed"),
          number(counters, "dead"),
          number(counters, "cancelled"),
          number(counters, "unfinished"),
          rejected(counters.path("rejected")));
    }
    textTable.print(terminal);
    long findings = report.path("totalFindings").asLong(0);
    String records = number(report, "records");
    terminal.say(records.equals("1") ? "1 record read." : records + " records read.");
    if (findings == 0) {
      terminal.say("No findings: every accepted job is accounted for.");
      return;
    }
    terminal.say(findings == 1 ? "1 finding:" : findings + " findings:");
    for (JsonNode finding : report.path("findings"))
      terminal.say(
          PrintableText.text(
              "  %s %s: %s"
                  .formatted(
                      JobFormatter.text(finding, "pipeline"),
                      JobFormatter.text(finding, "subject"),
                      JobFormatter.text(finding, "error"))));
  }

  private static String rejected(JsonNode rejected) {
    if (!rejected.isObject()) return Long.toString(rejected.asLong(0));
    long sum = 0;
    for (JsonNode count : rejected) sum += count.asLong(0);
    return Long.toString(sum);
  }

  private static String number(JsonNode node, String member) {
    return Long.toString(node.path(member).asLong(0));
  }
}
