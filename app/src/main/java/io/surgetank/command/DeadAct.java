package io.surgetank.command;

import io.surgetank.ops.OpsClient;
import io.surgetank.ops.Reply;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Does something to many dead letters: first tells what would be done, then asks.
@Command
final class DeadAct implements Callable<Integer> {
  private static final String PURGED = "purged: removed for good, the trail keeps that they were";

  /// Enough of them to see that they are the right ones.
  private static final int SHOWN = 10;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DeadOptions filter = new DeadOptions();

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

  DeadAct(Act act) {
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
      return Exit.USAGE;
    }
    if (rate < 1) {
      Terminal.err("--rate is 1 a second or more.");
      return Exit.USAGE;
    }
    var tempo = new Tempo(rate, done -> Terminal.err(done + " so far"));
    return server.converse(tempo, client -> yes ? carryOut(client) : preview(client));
  }

  private int preview(OpsClient client) {
    return ServerOptions.settle(
        post(client, true),
        preview -> {
          if (!server.asJson()) return ask(client, preview.path("jobs").asLong(0));
          Terminal.out(ServerOptions.pretty(preview));
          return Exit.OK;
        });
  }

  private int ask(OpsClient client, long jobs) {
    var terminal = Terminal.ofProcess();
    if (jobs == 0) {
      terminal.say("Nothing to " + act.word + ".");
      return Exit.OK;
    }
    var parameters = new LinkedHashMap<>(filter.parameters());
    parameters.put("limit", Integer.toString(SHOWN));
    int shown =
        ServerOptions.settle(
            client.get("dead", parameters),
            dead -> {
              DeadView.summary(dead, terminal);
              return Exit.OK;
            });
    if (shown != Exit.OK) return shown;
    terminal.say(jobs + " would be " + act.effect + ".");
    if (terminal.isAttended() && terminal.confirms("Go on?")) return carryOut(client);
    terminal.say("Nothing was done. Say the same with --yes to do it.");
    return Exit.OK;
  }

  private int carryOut(OpsClient client) {
    return ServerOptions.settle(
        post(client, false),
        done -> {
          if (server.asJson()) Terminal.out(ServerOptions.pretty(done));
          else Terminal.out(done.path("jobs").asLong(0) + " " + act.effect + ".");
          return Exit.OK;
        });
  }

  private Reply post(OpsClient client, boolean preview) {
    var body = filter.body();
    body.put("all", all);
    body.put("preview", preview);
    return client.post("dead/" + act.word, body);
  }
}
