package io.surgetank.cli.command;

import io.surgetank.cli.ops.OpsClient;
import io.surgetank.cli.ops.OpsResult;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

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
final class JobsCancelCommand implements Callable<Integer>, PreviewOptions.Action {
  @Spec private CommandSpec command = CommandSpec.create();
  @Mixin private ServerOptions server = new ServerOptions();

  @Mixin private WaitingJobsOptions filter = new WaitingJobsOptions();

  @Mixin private PreviewOptions preview = new PreviewOptions();

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
    return server.run(client -> preview.run(server, client, this));
  }

  @Override
  public OptionalInt show(OpsClient client, JsonNode preview, Terminal terminal) {
    long jobs = preview.path("jobs").asLong(0);
    if (jobs == 0) terminal.say("Nothing to cancel.");
    else terminal.say(jobs == 1 ? "1 job would be cancelled." : jobs + " jobs would be cancelled.");
    return jobs == 0 ? OptionalInt.of(ExitCodes.OK) : OptionalInt.empty();
  }

  @Override
  public void report(JsonNode done) {
    Terminal.out(done.path("jobs").asLong(0) + " cancelled.");
  }

  @Override
  public OpsResult post(OpsClient client, boolean preview) {
    var body = filter.body();
    body.put("preview", preview);
    return client.post("jobs/cancel", body);
  }
}
