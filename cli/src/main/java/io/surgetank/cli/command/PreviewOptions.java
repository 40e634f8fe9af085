package io.surgetank.cli.command;

import io.surgetank.cli.ops.OpsClient;
import io.surgetank.cli.ops.OpsResult;
import java.util.OptionalInt;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `--yes`, and what an action on many jobs does without it: it shows a preview, then asks.
final class PreviewOptions {
  @Option(names = "--yes", description = "Do not ask for confirmation.")
  private boolean yes;

  /// An action on many jobs.
  interface Action {
    OpsResult post(OpsClient client, boolean preview);

    /// Shows what would be done. Returns the exit code if there is nothing to confirm.
    OptionalInt show(OpsClient client, JsonNode preview, Terminal terminal);

    void report(JsonNode done);

    default int exitCode(JsonNode done) {
      return ExitCodes.OK;
    }
  }

  int run(ServerOptions server, OpsClient client, Action action) {
    return yes ? apply(server, client, action) : preview(server, client, action);
  }

  private static int preview(ServerOptions server, OpsClient client, Action action) {
    return ServerOptions.exitCode(
        action.post(client, true),
        preview -> {
          if (!server.asJson()) return ask(server, client, action, preview);
          Terminal.out(ServerOptions.pretty(preview));
          return ExitCodes.OK;
        });
  }

  private static int ask(ServerOptions server, OpsClient client, Action action, JsonNode preview) {
    var terminal = Terminal.ofProcess();
    OptionalInt over = action.show(client, preview, terminal);
    if (over.isPresent()) return over.getAsInt();
    if (terminal.isInteractive() && terminal.confirms("Continue?"))
      return apply(server, client, action);
    terminal.say("Nothing was done. Run again with --yes to apply.");
    return ExitCodes.OK;
  }

  private static int apply(ServerOptions server, OpsClient client, Action action) {
    return ServerOptions.exitCode(
        action.post(client, false),
        done -> {
          if (server.asJson()) Terminal.out(ServerOptions.pretty(done));
          else action.report(done);
          return action.exitCode(done);
        });
  }
}
