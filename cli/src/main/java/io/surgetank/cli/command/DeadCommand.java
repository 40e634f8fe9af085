package io.surgetank.cli.command;

import io.surgetank.cli.ops.OpsClient;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// Lists, redrives and purges dead letters.
@Command(
    name = "dead",
    description = "List dead letters, show one, redrive or purge them.",
    footer = {
      "",
      "Examples:",
      "  surgetank dead ls --pipeline orders --failure timeout",
      "  surgetank dead ls --all --json                    (all pages)",
      "  surgetank dead redrive --pipeline orders          (preview)",
      "  surgetank dead redrive --pipeline orders --yes    (no prompt)",
      "  surgetank dead purge --id 019a9e3c-5f00-7000-8000-000000000000 --yes"
    })
final class DeadCommand {
  @Command(name = "ls", description = "Count dead letters by failure, and list them, newest first.")
  static final class Ls implements Callable<Integer> {
    @Mixin private ServerOptions server = new ServerOptions();
    @Mixin private DeadLetterFilterOptions filter = new DeadLetterFilterOptions();

    @Mixin private PageOptions page = new PageOptions();

    @Override
    public Integer call() {
      return page.list(
          server,
          "dead",
          filter.parameters(),
          new PageOptions.View(Ls::show, JobFormatter::further));
    }

    private static void show(JsonNode answer) {
      DeadLetterFormatter.summary(answer, Terminal.ofProcess());
    }
  }

  @Command(name = "show", description = "Show a dead letter in full.")
  static final class Show implements Callable<Integer> {
    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "ID")
    private String id = "";

    @Override
    public Integer call() {
      return server.ask(
          client -> client.get("jobs/" + OpsClient.encoded(id), new LinkedHashMap<>()),
          JobFormatter::one);
    }
  }
}
