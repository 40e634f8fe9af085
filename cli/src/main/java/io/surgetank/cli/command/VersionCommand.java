package io.surgetank.cli.command;

import io.surgetank.core.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Prints the version.
@Command(
    name = "version",
    description = "Print version information and exit.",
    footer = {"", "Example:", "  surgetank version --json"})
final class VersionCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Write it as JSON.")
  private boolean json;

  private final CommandRuntime commandRuntime;

  VersionCommand(CommandRuntime commandRuntime) {
    this.commandRuntime = commandRuntime;
  }

  @Override
  public Integer call() {
    String java = Runtime.version().toString();
    if (json) {
      var version = Json.MAPPER.createObjectNode();
      version.put("surgetank", commandRuntime.version());
      version.put("java", java);
      Terminal.out(ServerOptions.pretty(version));
    } else {
      Terminal.out(text(commandRuntime.version()));
    }
    return ExitCodes.OK;
  }

  static String text(String version) {
    return "Surgetank " + version + " (Java " + Runtime.version() + ")";
  }
}
