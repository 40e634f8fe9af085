package io.surgetank.cli.command;

import io.surgetank.cli.ops.OpsClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lists, shows and cancels jobs.
@Command(
    name = "jobs",
    description = "List jobs, show one, cancel or move the waiting jobs of a pipeline.",
    subcommands = {
      JobsCommand.Ls.class,
      JobsCommand.Show.class,
      JobsCancelCommand.class,
      JobsMoveCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  surgetank jobs ls --pipeline orders --status dead",
      "  surgetank jobs show 019a9e3c-5f00-7000-8000-000000000000",
      "  surgetank jobs show A1 --pipeline orders          (the id that the client chose)",
      "  surgetank jobs cancel 019a9e3c-5f00-7000-8000-000000000000",
      "  surgetank jobs cancel --pipeline old              (preview; --yes applies)",
      "  surgetank jobs move --pipeline old --to new       (preview; --yes applies)"
    })
final class JobsCommand {
  @Command(name = "ls", description = "List jobs, newest first.")
  static final class Ls implements Callable<Integer> {
    @Mixin private ServerOptions server = new ServerOptions();

    @Option(
        names = "--pipeline",
        defaultValue = "",
        description = "Only jobs of this pipeline, which may be gone from the configuration.")
    private String pipeline = "";

    @Option(names = "--tenant", defaultValue = "", description = "Only jobs of this tenant.")
    private String tenant = "";

    @Option(
        names = "--status",
        defaultValue = "",
        description =
            "Only jobs in this status: pending, processing, retrying, processed, dead, cancelled.")
    private String status = "";

    @Option(
        names = "--since",
        defaultValue = "",
        description = "Only jobs accepted since this time, such as 2026-01-31T12:00:00Z.")
    private String since = "";

    @Mixin private PageOptions page = new PageOptions();

    @Override
    public Integer call() {
      var parameters = new LinkedHashMap<String, String>();
      parameters.put("pipeline", pipeline);
      parameters.put("tenant", tenant);
      parameters.put("status", status);
      parameters.put("since", since);
      return page.list(
          server,
          "jobs",
          parameters,
          new PageOptions.View(JobFormatter::list, JobFormatter::further));
    }
  }

  @Command(name = "show", description = "Show a job in full.")
  static final class Show implements Callable<Integer> {
    @Mixin private ServerOptions server = new ServerOptions();

    @Option(
        names = "--pipeline",
        defaultValue = "",
        description = "The pipeline, if several have a job with this client id.")
    private String pipeline = "";

    @Option(
        names = "--tenant",
        defaultValue = "",
        description = "The tenant whose client chose the id.")
    private String tenant = "";

    @Parameters(paramLabel = "ID", description = "The job id, or the id that the client chose.")
    private String id = "";

    @Override
    public Integer call() {
      return server.ask(
          client ->
              client.get(
                  "jobs/" + OpsClient.encoded(id), Map.of("pipeline", pipeline, "tenant", tenant)),
          JobFormatter::one);
    }
  }
}
