package io.surgetank.cli.command;

import io.surgetank.cli.ops.OpsClient;
import io.surgetank.cli.ops.OpsResult;
import io.surgetank.core.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Which page of a list of jobs is read, or that all of them are.
final class PageOptions {
  private static final String LARGEST = "200";

  @Option(
      names = "--limit",
      defaultValue = "50",
      converter = LimitConverter.class,
      description = "Maximum number of rows, up to 200. Default: ${DEFAULT-VALUE}")
  private int limit = 50;

  @Option(names = "--cursor", defaultValue = "", description = "Continue where a list ended.")
  private String cursor = "";

  @Option(names = "--all", description = "Read every page of the list.")
  private boolean all;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  /// How a list is shown to a person: its first page, and each further one.
  record View(Consumer<JsonNode> first, Consumer<JsonNode> further) {}

  /// Reads the list at the path and shows it; gives the exit code.
  int list(ServerOptions server, String path, Map<String, String> filter, View view) {
    var parameters = new LinkedHashMap<>(filter);
    parameters.put("cursor", cursor);
    parameters.put("limit", all ? LARGEST : Integer.toString(limit));
    if (!all) return server.ask(client -> client.get(path, parameters), page -> show(page, view));
    if (command.commandLine().getParseResult().hasMatchedOption("--limit"))
      throw new ParameterException(
          command.commandLine(), "--limit limits one page; it does not go with --all.");
    return server.converse(client ->
        server.asJson()
            ? allAsJson(client, path, parameters)
            : all(client, path, parameters, view));
  }

  private void show(JsonNode page, View view) {
    (cursor.isEmpty() ? view.first() : view.further()).accept(page);
    String next = JobFormatter.text(page, "next");
    if (!next.isEmpty())
      Terminal.ofProcess().say("More: --cursor " + next + " (--all reads every page)");
  }

  private int all(OpsClient client, String path, Map<String, String> parameters, View view) {
    var isFirst = new AtomicBoolean(cursor.isEmpty());
    return eachPage(
        client,
        path,
        parameters,
        page -> (isFirst.getAndSet(false) ? view.first() : view.further()).accept(page));
  }

  /// One answer that has the jobs of all pages, and no `next`.
  private static int allAsJson(OpsClient client, String path, Map<String, String> parameters) {
    ObjectNode whole = Json.MAPPER.createObjectNode();
    int exit =
        eachPage(
            client,
            path,
            parameters,
            page -> {
              if (whole.isEmpty()) whole.setAll((ObjectNode) page);
              else page.path("jobs").forEach(whole.withArray("jobs")::add);
            });
    whole.remove("next");
    if (exit == ExitCodes.OK) Terminal.out(ServerOptions.pretty(whole));
    return exit;
  }

  private static int eachPage(
      OpsClient client, String path, Map<String, String> parameters, Consumer<JsonNode> show) {
    while (true) {
      OpsResult opsResult = client.get(path, parameters);
      if (!(opsResult instanceof OpsResult.Done(var page)))
        return ServerOptions.settle(opsResult, _ -> ExitCodes.OK);
      show.accept(page);
      String next = JobFormatter.text(page, "next");
      if (next.isEmpty()) return ExitCodes.OK;
      parameters.put("cursor", next);
    }
  }
}
