package io.surgetank.cli.command;

import io.surgetank.cli.ops.OpsClient;
import io.surgetank.cli.ops.OpsResult;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// Moves the waiting jobs of a pipeline to another one, after a preview and a confirmation.
@Command(
    name = "move",
    description = {
      "Move waiting jobs (pending or retrying) to another pipeline.",
      "",
      "Jobs whose payload the other pipeline does not accept are listed and not moved. Jobs with",
      "a running attempt are not moved. A moved job keeps its id, history and idempotency keys,",
      "and starts a new round of attempts. Exits with 1 if payloads were not accepted."
    },
    footer = {
      "",
      "Examples:",
      "  surgetank jobs move --pipeline old --to new           (a preview)",
      "  surgetank jobs move --pipeline old --to new --yes",
      "  surgetank jobs move --pipeline old --to new --status retrying --yes"
    })
final class JobsMoveCommand implements Callable<Integer>, PreviewOptions.Action {
  @Spec private CommandSpec command = CommandSpec.create();
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private WaitingJobsOptions filter = new WaitingJobsOptions();

  @Option(
      names = "--to",
      paramLabel = "PIPELINE",
      required = true,
      description = "The pipeline to move them to. It must be in the configuration.")
  private String to = "";

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Only this job of the pipeline. Repeatable.")
  private List<String> ids = List.of();

  @Mixin private PreviewOptions preview = new PreviewOptions();

  @Override
  public Integer call() {
    if (!filter.hasPipelines())
      throw new ParameterException(
          command.commandLine(), "Name the pipeline that the jobs are in with --pipeline.");
    return server.run(client -> preview.run(server, client, this));
  }

  @Override
  public OptionalInt show(OpsClient client, JsonNode preview, Terminal terminal) {
    long jobs = preview.path("jobs").asLong(0);
    if (jobs == 0) terminal.say("Nothing to move.");
    else terminal.say(count(jobs) + " would be moved from " + filter.named() + " to " + to + ".");
    showUnfit(preview, terminal);
    return jobs == 0 ? OptionalInt.of(ExitCodes.OK) : OptionalInt.empty();
  }

  @Override
  public void report(JsonNode done) {
    Terminal.out(count(done.path("jobs").asLong(0)) + " moved to " + to + ".");
    showUnfit(done, Terminal.ofProcess());
  }

  @Override
  public int exitCode(JsonNode done) {
    return done.path("unfit").asLong(0) == 0 ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private void showUnfit(JsonNode answer, Terminal terminal) {
    long unfit = answer.path("unfit").asLong(0);
    if (unfit == 0) return;
    terminal.say(
        unfit == 1
            ? "1 job does not fit " + to + " and stays:"
            : unfit + " jobs do not fit " + to + " and stay:");
    var textTable = new TextTable("ID", "WHERE", "ERROR");
    for (JsonNode job : answer.path("unfitJobs"))
      for (JsonNode error : job.path("errors"))
        textTable.row(
            JobFormatter.text(job, "id"),
            JobFormatter.text(error, "pointer"),
            JobFormatter.text(error, "detail"));
    textTable.print(terminal);
    long shown = answer.path("unfitJobs").size();
    if (shown < unfit) terminal.say("and " + (unfit - shown) + " more");
  }

  private static String count(long jobs) {
    return jobs == 1 ? "1 job" : jobs + " jobs";
  }

  @Override
  public OpsResult post(OpsClient client, boolean preview) {
    var body = filter.body();
    var names = body.putArray("ids");
    ids.forEach(names::add);
    body.put("to", to);
    body.put("preview", preview);
    return client.post("jobs/move", body);
  }
}
