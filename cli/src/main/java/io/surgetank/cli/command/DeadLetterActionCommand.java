package io.surgetank.cli.command;

import io.surgetank.cli.ops.OpsClient;
import io.surgetank.cli.ops.OpsResult;
import java.util.LinkedHashMap;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// Redrives or purges dead letters, after a preview and a confirmation.
@Command
final class DeadLetterActionCommand implements Callable<Integer>, PreviewOptions.Action {
  private static final String PURGED = "purged; the audit log keeps an entry";

  /// Enough rows to see whether the right ones are selected.
  private static final int SHOWN = 10;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private DeadLetterFilterOptions filter = new DeadLetterFilterOptions();

  @Option(names = "--all", description = "Select every dead letter.")
  private boolean all;

  @Mixin private PreviewOptions preview = new PreviewOptions();

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
    return server.run(bulkRate, client -> preview.run(server, client, this));
  }

  @Override
  public OptionalInt show(OpsClient client, JsonNode preview, Terminal terminal) {
    long jobs = preview.path("jobs").asLong(0);
    if (jobs == 0) {
      terminal.say("Nothing to " + action.word + ".");
      return OptionalInt.of(ExitCodes.OK);
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
    if (shown != ExitCodes.OK) return OptionalInt.of(shown);
    terminal.say(jobs + " would be " + action.effect + ".");
    return OptionalInt.empty();
  }

  @Override
  public void report(JsonNode done) {
    Terminal.out(done.path("jobs").asLong(0) + " " + action.effect + ".");
  }

  @Override
  public OpsResult post(OpsClient client, boolean preview) {
    var body = filter.body();
    body.put("all", all);
    body.put("preview", preview);
    return client.post("dead/" + action.word, body);
  }
}
