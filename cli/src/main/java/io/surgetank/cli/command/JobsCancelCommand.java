package io.surgetank.cli.command;

import io.surgetank.cli.ops.OpsClient;
import io.surgetank.cli.ops.OpsResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Cancels one job, or all waiting jobs of a pipeline after a preview and a confirmation.
@Command(
    name = "cancel",
    description = "Cancel a job if no attempt is running, or all such jobs of a pipeline.",
    footer = {
      "",
      "Examples:",
      "  surgetank jobs cancel 019a9e3c-5f00-7000-8000-000000000000",
      "  surgetank jobs cancel --pipeline old --yes",
      "  surgetank jobs cancel --pipeline old --status retrying --yes"
    })
final class JobsCancelCommand implements Callable<Integer> {
  @Spec private CommandSpec command = CommandSpec.create();
  @Mixin private ServerOptions server = new ServerOptions();

  @Mixin private WaitingOptions filter = new WaitingOptions();

  @Option(names = "--yes", description = "Do not ask for confirmation.")
  private boolean yes;

  @Parameters(arity = "0..1", paramLabel = "ID", defaultValue = "", description = "The job id.")
  private String id = "";

  @Override
  public Integer call() {
    if (id.isEmpty() != filter.hasPipelines())
      throw new ParameterException(command.commandLine(), "Give either a job id or --pipeline.");
    if (!id.isEmpty() && filter.hasStatuses())
      throw new ParameterException(command.commandLine(), "--status requires --pipeline.");
    if (!id.isEmpty())
      return server.ask(
          client -> client.delete("jobs/" + OpsClient.encoded(id)),
          _ -> Terminal.out("Cancelled."));
    return server.run(client -> yes ? carryOut(client) : preview(client));
  }

  private int preview(OpsClient client) {
    return ServerOptions.exitCode(
        post(client, true),
        preview -> {
          long jobs = preview.path("jobs").asLong(0);
          if (server.asJson()) Terminal.out(ServerOptions.pretty(preview));
          else if (jobs == 0) Terminal.out("Nothing to cancel.");
          else return ask(client, jobs);
          return ExitCodes.OK;
        });
  }

  private int ask(OpsClient client, long jobs) {
    var terminal = Terminal.ofProcess();
    terminal.say(jobs == 1 ? "1 job would be cancelled." : jobs + " jobs would be cancelled.");
    if (terminal.isInteractive() && terminal.confirms("Continue?")) return carryOut(client);
    terminal.say("Nothing was done. Run again with --yes to apply.");
    return ExitCodes.OK;
  }

  private int carryOut(OpsClient client) {
    return ServerOptions.exitCode(
        post(client, false),
        done -> {
          if (server.asJson()) Terminal.out(ServerOptions.pretty(done));
          else Terminal.out(done.path("jobs").asLong(0) + " cancelled.");
          return ExitCodes.OK;
        });
  }

  private OpsResult post(OpsClient client, boolean preview) {
    var body = filter.body();
    body.put("preview", preview);
    return client.post("jobs/cancel", body);
  }
}
