package io.surgetank.cli.command;

import io.surgetank.cli.ops.OpsClient;
import io.surgetank.cli.ops.OpsResult;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Does something to many dead letters: first tells what would be done, then asks.
@Command
final class DeadLetterActionCommand implements Callable<Integer> {
  private static final String PURGED = "purged: removed for good, the trail keeps that they were";

  /// Enough of them to see that they are the right ones.
  private static final int SHOWN = 10;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DeadLetterFilterOptions filter = new DeadLetterFilterOptions();

  @Option(names = "--all", description = "Every dead letter there is.")
  private boolean all;

  @Option(names = "--yes", description = "Do it, without asking.")
  private boolean yes;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "100",
      description = "With --aws: at most so many a second. Default: ${DEFAULT-VALUE}")
  private int rate = 100;

  private final Act act;

  DeadLetterActionCommand(Act act) {
    this.act = act;
  }

  enum Act {
    REDRIVE("redrive", "sent round again"),
    PURGE("purge", PURGED);

    private final String word;
    private final String effect;

    Act(String word, String effect) {
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
      Terminal.err("Which ones? Name them with --id, --pipeline or --failure, or say --all.");
      return ExitCodes.USAGE;
    }
    if (rate < 1) {
      Terminal.err("--rate is 1 a second or more.");
      return ExitCodes.USAGE;
    }
    var rateOption = new RateOption(rate, done -> Terminal.err(done + " so far"));
    return server.converse(rateOption, client -> yes ? carryOut(client) : preview(client));
  }

  private int preview(OpsClient client) {
    return ServerOptions.settle(
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
      terminal.say("Nothing to " + act.word + ".");
      return ExitCodes.OK;
    }
    var parameters = new LinkedHashMap<>(filter.parameters());
    parameters.put("limit", Integer.toString(SHOWN));
    int shown =
        ServerOptions.settle(
            client.get("dead", parameters),
            dead -> {
              DeadLetterFormatter.summary(dead, terminal);
              return ExitCodes.OK;
            });
    if (shown != ExitCodes.OK) return shown;
    terminal.say(jobs + " would be " + act.effect + ".");
    if (terminal.isAttended() && terminal.confirms("Go on?")) return carryOut(client);
    terminal.say("Nothing was done. Say the same with --yes to do it.");
    return ExitCodes.OK;
  }

  private int carryOut(OpsClient client) {
    return ServerOptions.settle(
        post(client, false),
        done -> {
          if (server.asJson()) Terminal.out(ServerOptions.pretty(done));
          else Terminal.out(done.path("jobs").asLong(0) + " " + act.effect + ".");
          return ExitCodes.OK;
        });
  }

  private OpsResult post(OpsClient client, boolean preview) {
    var body = filter.body();
    body.put("all", all);
    body.put("preview", preview);
    return client.post("dead/" + act.word, body);
  }
}
