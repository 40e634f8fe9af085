package io.surgetank.command;

import io.surgetank.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Says which Surgetank this is.
@Command(
    name = "version",
    description = "Tell the version.",
    footer = {"", "Example:", "  surgetank version --json"})
final class VersionCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Write it as JSON.")
  private boolean json;

  private final Installation installation;

  VersionCommand(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() {
    String java = Runtime.version().toString();
    if (json) {
      var version = Json.MAPPER.createObjectNode();
      version.put("surgetank", installation.version());
      version.put("java", java);
      System.out.println(ServerOptions.pretty(version));
    } else {
      System.out.println("Surgetank " + installation.version() + " (Java " + java + ")");
    }
    return Exit.OK;
  }
}
