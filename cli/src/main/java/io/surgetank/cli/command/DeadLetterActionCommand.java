package io.surgetank.cli.command;

import io.surgetank.cli.ops.OpsClient;
import io.surgetank.cli.ops.OpsResult;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Redrives or purges dead letters, after a preview and a confirmation.
@Command
final class DeadLetterActionCommand implements Callable<Integer> {
  private static final String PURGED = "purged; the audit log keeps an entry";

  /// Enough rows to see whether the right ones are selected.
  private static final int SHOWN = 10;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DeadLetterFilterOptions filter = new DeadLetterFilterOptions();

  @Option(names = "--all", description = "Select every dead letter.")
  private boolean all;

  @Option(names = "--yes", description = "Do not ask for confirmation.")
  private boolean yes;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "100",
      description = "With --aws: maximum per second. Default: ${DEFAULT-VALUE}")
  private int rate = 100;

  private final Action action;

  DeadLetterActionCommand(Action action) {
    this.action = action;
  }

  enum Action {
    REDRIVE("redrive", "redriven"),
    PURGE("purge", PURGED);

    private final String word;
    private final String effect;

    Action(String word, String effect) {
      this.word = word;
      this.effect = effect;
    }

    String word() {
      return word;
    }
  }

  @Override
  public Integer call() {
    if (filter.isEmpty() && !all) {
      Terminal.err("No filter: use --id, --pipeline or --failure, or --all for every dead letter.");
      return ExitCodes.USAGE;
    }
    if (rate < 1) {
      Terminal.err("--rate must be 1 or more.");
      return ExitCodes.USAGE;
    }
    var bulkRate = new BulkRate(rate, done -> Terminal.err(done + " so far"));
    return server.run(bulkRate, client -> yes ? carryOut(client) : preview(client));
  }

  private int preview(OpsClient client) {
    return ServerOptions.exitCode(
        post(client, true),
        preview -> {
          if (!server.asJson()) return ask(client, preview.path("jobs").asLong(0));
          Terminal.out(ServerOptions.pretty(preview));
          return ExitCodes.OK;
        });
  }

  private int ask(OpsClient client, long jobs) {
    var terminal = Terminal.ofProcess();
    if (jobs == 0) {
      terminal.say("Nothing to " + action.word + ".");
      return ExitCodes.OK;
    }
    var parameters = new LinkedHashMap<>(filter.parameters());
    parameters.put("limit", Integer.toString(SHOWN));
    int shown =
        ServerOptions.exitCode(
            client.get("dead", parameters),
            dead -> {
              DeadLetterFormatter.summary(dead, terminal);
              return ExitCodes.OK;
            });
    if (shown != ExitCodes.OK) return shown;
    terminal.say(jobs + " would be " + action.effect + ".");
    if (terminal.isInteractive() && terminal.confirms("Continue?")) return carryOut(client);
    terminal.say("Nothing was done. Run again with --yes to apply.");
    return ExitCodes.OK;
  }

  private int carryOut(OpsClient client) {
    return ServerOptions.exitCode(
        post(client, false),
        done -> {
          if (server.asJson()) Terminal.out(ServerOptions.pretty(done));
          else Terminal.out(done.path("jobs").asLong(0) + " " + action.effect + ".");
          return ExitCodes.OK;
        });
  }

  private OpsResult post(OpsClient client, boolean preview) {
    var body = filter.body();
    body.put("all", all);
    body.put("preview", preview);
    return client.post("dead/" + action.word, body);
  }
}
