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

/// Selects one page of a list of jobs, or all pages.
final class PageOptions {
  private static final String LARGEST = "200";

  @Option(
      names = "--limit",
      defaultValue = "50",
      converter = LimitConverter.class,
      description = "Maximum number of rows, up to 200. Default: ${DEFAULT-VALUE}")
  private int limit = 50;

  @Option(names = "--cursor", defaultValue = "", description = "Continue a list from this cursor.")
  private String cursor = "";

  @Option(names = "--all", description = "Read all pages.")
  private boolean all;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  /// How the first page and each further page are printed.
  record View(Consumer<JsonNode> first, Consumer<JsonNode> further) {}

  /// Reads the list at the path and prints it; returns the exit code.
  int list(ServerOptions server, String path, Map<String, String> filter, View view) {
    var parameters = new LinkedHashMap<>(filter);
    parameters.put("cursor", cursor);
    parameters.put("limit", all ? LARGEST : Integer.toString(limit));
    if (!all) return server.ask(client -> client.get(path, parameters), page -> show(page, view));
    if (command.commandLine().getParseResult().hasMatchedOption("--limit"))
      throw new ParameterException(
          command.commandLine(), "--limit and --all are mutually exclusive.");
    return server.run(client ->
        server.asJson()
            ? allAsJson(client, path, parameters)
            : all(client, path, parameters, view));
  }

  private void show(JsonNode page, View view) {
    (cursor.isEmpty() ? view.first() : view.further()).accept(page);
    String next = JobFormatter.text(page, "next");
    if (!next.isEmpty())
      Terminal.ofProcess().say("More: --cursor " + next + " (--all reads all pages)");
  }

  private int all(OpsClient client, String path, Map<String, String> parameters, View view) {
    var isFirst = new AtomicBoolean(cursor.isEmpty());
    return eachPage(
        client,
        path,
        parameters,
        page -> (isFirst.getAndSet(false) ? view.first() : view.further()).accept(page));
  }

  /// Prints one object with the jobs of all pages and no `next`.
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
        return ServerOptions.exitCode(opsResult, _ -> ExitCodes.OK);
      show.accept(page);
      String next = JobFormatter.text(page, "next");
      if (next.isEmpty()) return ExitCodes.OK;
      parameters.put("cursor", next);
    }
  }
}
