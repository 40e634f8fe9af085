package io.surgetank.cli.command;

import io.surgetank.cli.datadir.ServerFiles;
import io.surgetank.cli.ops.HttpTransport;
import io.surgetank.cli.ops.OpsClient;
import io.surgetank.cli.ops.OpsResult;
import io.surgetank.cli.ops.OpsTransport;
import io.surgetank.cli.ops.ServerAddress;
import io.surgetank.core.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// The server that a command talks to, and how its response is printed.
final class ServerOptions {
  @Mixin private ServerLocationOptions location = new ServerLocationOptions();

  @Option(
      names = "--token",
      defaultValue = "${env:SURGETANK_TOKEN:-}",
      description =
          "The operator token, or an API key. Default: $SURGETANK_TOKEN, else the token in the"
              + " --data folder. With --url, that token is only sent to the server of the folder, or"
              + " if --data is set too.")
  private String token = "";

  @Mixin private ClientTlsOptions tls = new ClientTlsOptions();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Mixin private AwsOptions aws = new AwsOptions();

  @Option(names = "--json", description = "Write the response as JSON.")
  private boolean json;

  boolean asJson() {
    return json;
  }

  /// Sends a request and prints the response; returns the exit code.
  int ask(Function<OpsClient, OpsResult> request, Consumer<JsonNode> show) {
    return run(client ->
        exitCode(
            request.apply(client),
            answer -> {
              if (json) Terminal.out(pretty(answer));
              else show.accept(answer);
              return ExitCodes.OK;
            }));
  }

  /// Sends several requests; returns the exit code.
  int run(Function<OpsClient, Integer> requests) {
    return run(BulkRate.FULL_SPEED, requests);
  }

  /// The same; with `--aws`, actions on many dead letters go no faster than this.
  int run(BulkRate bulkRate, Function<OpsClient, Integer> requests) {
    requireUsableOptions();
    if (!aws.isSelected()) return overHttp(requests);
    return switch (aws.reached(runtime(), bulkRate)) {
      case CommandRuntime.Reach.Reached(var opsTransport) ->
          over(Optional.of(opsTransport), requests);
      case CommandRuntime.Reach.Unusable(var errors) -> {
        errors.forEach(Terminal::err);
        yield ExitCodes.USAGE;
      }
    };
  }

  /// Refuses options that would have no effect.
  private void requireUsableOptions() {
    var given = command.commandLine().getParseResult();
    if (aws.isSelected()) {
      for (String option : List.of("--url", "--token", "--data", "--ca", "--cert", "--key"))
        if (given.hasMatchedOption(option))
          throw new ParameterException(
              command.commandLine(), option + " and --aws are mutually exclusive.");
      return;
    }
    for (String option : AwsOptions.NEEDING_AWS)
      if (given.hasMatchedOption(option))
        throw new ParameterException(command.commandLine(), option + " requires --aws.");
    tls.requireUsable(location.url());
    if (given.hasMatchedOption("--token") && location.url().isEmpty())
      throw new ParameterException(
          command.commandLine(),
          "--token requires --url: for a --data folder the token in that folder is used.");
    if (token.strip().chars().anyMatch(Character::isISOControl))
      throw new ParameterException(
          command.commandLine(), "The token must not contain line breaks or control characters.");
  }

  private int overHttp(Function<OpsClient, Integer> requests) {
    Optional<OpsTransport> transport;
    try {
      transport = transport();
    } catch (IllegalArgumentException unusable) {
      Terminal.err("Invalid certificate: " + unusable.getMessage() + ".");
      return ExitCodes.USAGE;
    }
    return over(transport, requests);
  }

  private int over(Optional<OpsTransport> transport, Function<OpsClient, Integer> requests) {
    if (transport.isEmpty()) {
      Terminal.err(notRunning());
      return ExitCodes.UNREACHABLE;
    }
    try (var client = new OpsClient(transport.get(), System.getProperty("user.name", "unknown"))) {
      return requests.apply(client);
    }
  }

  private String notRunning() {
    var folder = location.data().toAbsolutePath().normalize();
    return new ServerFiles(location.data())
        .server()
        .map(server ->
            "A server is running at "
                + server.url()
                + ", but its operator token cannot be read from "
                + folder.resolve("operator.token")
                + ". Set --url and --token, or restart the server to create a new token.")
        .orElse(
            "No server is running on the data folder "
                + folder
                + ". Start one with `surgetank serve`, or set --data, --url and --token, or"
                + " --aws.");
  }

  /// The exit code for a response; that of `done` if the request succeeded.
  static int exitCode(OpsResult opsResult, Function<JsonNode, Integer> done) {
    return switch (opsResult) {
      case OpsResult.Done(var body) -> done.apply(body);
      case OpsResult.Refused(_, var why) -> {
        Terminal.err(why);
        yield ExitCodes.FAILED;
      }
      case OpsResult.Invalid(var why) -> {
        Terminal.err(why);
        yield ExitCodes.USAGE;
      }
      case OpsResult.Unreachable(var why) -> {
        Terminal.err("The server cannot be reached: " + why + ".");
        yield ExitCodes.UNREACHABLE;
      }
    };
  }

  static String pretty(JsonNode json) {
    return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  private CommandRuntime runtime() {
    return ((Surgetank) command.root().userObject()).runtime();
  }

  private Optional<OpsTransport> transport() {
    var folder = new ServerFiles(location.data());
    if (location.url().isEmpty()) {
      if (!token.isEmpty())
        Terminal.err(
            "Note: SURGETANK_TOKEN is not used without --url or SURGETANK_URL; the token in the"
                + " data folder is.");
      return ServerAddress.announcedIn(folder, tls::forServer).map(HttpTransport::new);
    }
    String known = token.isEmpty() ? tokenOf(folder) : token.strip();
    return Optional.of(new HttpTransport(new ServerAddress(location.url(), known, tls.forUrl())));
  }

  /// The token of the folder, unless the URL may be another server's, which must not get it.
  private String tokenOf(ServerFiles folder) {
    boolean isChosen = command.commandLine().getParseResult().hasMatchedOption("--data");
    boolean isItsServer =
        folder.server().filter(server -> server.url().equals(location.url())).isPresent();
    return isChosen || isItsServer ? folder.token().orElse("") : "";
  }
}
