package io.surgetank.cli.command;

import io.surgetank.cli.ops.OpsClient;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/// Has the server recount every record and prove that nothing is missing.
@Command(
    name = "audit",
    description = "Recount all records: does every accepted job stand in exactly one state?",
    footer = {
      "",
      "Example:",
      "  surgetank audit && echo all there",
      "",
      "Exits with 1 when something does not add up."
    })
final class AuditCommand implements Callable<Integer> {
  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    return server.converse(AuditCommand.this::audit);
  }

  private int audit(OpsClient client) {
    return ServerOptions.settle(
        client.get("audit", Map.of()),
        report -> {
          if (server.asJson()) Terminal.out(ServerOptions.pretty(report));
          else show(report, Terminal.ofProcess());
          return report.path("passes").asBoolean(false) ? ExitCodes.OK : ExitCodes.FAILED;
        });
  }

  private static void show(JsonNode report, Terminal terminal) {
    var textTable =
        new TextTable(
            "PIPELINE", "ACCEPTED", "PROCESSED", "DEAD", "CANCELLED", "WAITING", "REJECTED");
    for (var pipeline : report.path("pipelines").properties()) {
      JsonNode tally = pipeline.getValue();
      textTable.row(
          pipeline.getKey(),
          number(tally, "accepted"),
          number(tally, "processed"),
          number(tally, "dead"),
          number(tally, "cancelled"),
          number(tally, "waiting"),
          rejected(tally.path("rejected")));
    }
    textTable.print(terminal);
    long findings = report.path("findingsInAll").asLong(0);
    terminal.say(number(report, "records") + " records read.");
    if (findings == 0) {
      terminal.say("Everything adds up.");
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
                      JobFormatter.text(finding, "fault"))));
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
