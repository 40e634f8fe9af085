package io.surgetank.command;

import io.surgetank.ops.OpsClient;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Looks at jobs and calls them back.
@Command(
    name = "jobs",
    description = "List jobs, show one, call one back.",
    subcommands = {JobsCommand.Ls.class, JobsCommand.Show.class, JobsCommand.Cancel.class},
    footer = {
      "",
      "Examples:",
      "  surgetank jobs ls --pipeline orders --status dead",
      "  surgetank jobs show 019a9e3c-5f00-7000-8000-000000000000",
      "  surgetank jobs cancel 019a9e3c-5f00-7000-8000-000000000000"
    })
final class JobsCommand {
  @Command(name = "ls", description = "List jobs, newest first.")
  static final class Ls implements Callable<Integer> {
    @Mixin private ServerOptions server = new ServerOptions();

    @Option(names = "--pipeline", defaultValue = "", description = "Only this pipeline's.")
    private String pipeline = "";

    @Option(
        names = "--status",
        defaultValue = "",
        description = "Only these: pending, processing, retrying, processed, dead, cancelled.")
    private String status = "";

    @Option(
        names = "--since",
        defaultValue = "",
        description = "Only those accepted since, such as 2026-01-31T12:00:00Z.")
    private String since = "";

    @Option(
        names = "--limit",
        defaultValue = "50",
        converter = LimitConverter.class,
        description = "How many at most, up to 200. Default: ${DEFAULT-VALUE}")
    private int limit = 50;

    @Option(names = "--cursor", defaultValue = "", description = "Go on where a list ended.")
    private String cursor = "";

    @Override
    public Integer call() {
      var parameters = new LinkedHashMap<String, String>();
      parameters.put("pipeline", pipeline);
      parameters.put("status", status);
      parameters.put("since", since);
      parameters.put("limit", Integer.toString(limit));
      parameters.put("cursor", cursor);
      return server.ask(client -> client.get("jobs", parameters), JobView::list);
    }
  }

  @Command(name = "show", description = "Show all that is known of a job.")
  static final class Show implements Callable<Integer> {
    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "ID")
    private String id = "";

    @Override
    public Integer call() {
      return server.ask(
          client -> client.get("jobs/" + OpsClient.encoded(id), new LinkedHashMap<>()),
          JobView::one);
    }
  }

  @Command(name = "cancel", description = "Call back a job that has not been started.")
  static final class Cancel implements Callable<Integer> {
    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "ID")
    private String id = "";

    @Override
    public Integer call() {
      return server.ask(
          client -> client.delete("jobs/" + OpsClient.encoded(id)),
          _ -> Terminal.out("Cancelled."));
    }
  }
}
