package io.surgetank.cli.command;

import io.surgetank.cli.datadir.DataFolder;
import io.surgetank.cli.ops.HttpTransport;
import io.surgetank.cli.ops.OpsClient;
import io.surgetank.cli.ops.OpsResult;
import io.surgetank.cli.ops.OpsTransport;
import io.surgetank.cli.ops.ServerAddress;
import io.surgetank.core.json.Json;
import java.nio.file.Path;
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

/// Which server a command talks to, and how its answer is shown.
final class ServerOptions {
  @Option(
      names = "--url",
      defaultValue = "${env:SURGETANK_URL:-}",
      description = "The server's address. Default: $SURGETANK_URL, else what --data says.")
  private String url = "";

  @Option(
      names = "--token",
      defaultValue = "${env:SURGETANK_TOKEN:-}",
      description = "The operator's token. Default: $SURGETANK_TOKEN, else what --data says.")
  private String token = "";

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = "./data",
      description = "The running server's data folder. Default: ${DEFAULT-VALUE}")
  private Path data = Path.of("./data");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Mixin private AwsOptions aws = new AwsOptions();

  @Option(names = "--json", description = "Write the server's answer as JSON.")
  private boolean json;

  boolean asJson() {
    return json;
  }

  /// Asks the server and shows its answer; gives the exit code.
  int ask(Function<OpsClient, OpsResult> question, Consumer<JsonNode> show) {
    return converse(client ->
        settle(
            question.apply(client),
            answer -> {
              if (json) Terminal.out(pretty(answer));
              else show.accept(answer);
              return ExitCodes.OK;
            }));
  }

  /// Holds a conversation of more than one question; gives the exit code.
  int converse(Function<OpsClient, Integer> conversation) {
    return converse(RateOption.FULL_SPEED, conversation);
  }

  /// The same, with acts on many dead letters no faster than this where there is no server.
  int converse(RateOption rateOption, Function<OpsClient, Integer> conversation) {
    refuseWithoutTheirOthers();
    if (!aws.isMeant()) return over(way(), conversation);
    return switch (aws.reached(installation(), rateOption)) {
      case CommandRuntime.Reach.Reached(var opsTransport) ->
          over(Optional.of(opsTransport), conversation);
      case CommandRuntime.Reach.Unusable(var faults) -> {
        faults.forEach(Terminal::err);
        yield ExitCodes.USAGE;
      }
    };
  }

  /// An option that would have no effect is a mistake, and most likely not the user's wish.
  private void refuseWithoutTheirOthers() {
    var given = command.commandLine().getParseResult();
    if (aws.isMeant()) {
      for (String option : List.of("--url", "--token", "--data"))
        if (given.hasMatchedOption(option))
          throw new ParameterException(
              command.commandLine(), option + " names a server; it does not go with --aws.");
      return;
    }
    for (String option : AwsOptions.NEEDING_AWS)
      if (given.hasMatchedOption(option))
        throw new ParameterException(command.commandLine(), option + " needs --aws.");
    if (given.hasMatchedOption("--token") && url.isEmpty())
      throw new ParameterException(
          command.commandLine(),
          "--token needs --url: the server of a data folder is asked with that folder's token.");
  }

  private int over(Optional<OpsTransport> way, Function<OpsClient, Integer> conversation) {
    if (way.isEmpty()) {
      Terminal.err(unreached());
      return ExitCodes.UNREACHABLE;
    }
    try (var client = new OpsClient(way.get(), System.getProperty("user.name", "unknown"))) {
      return conversation.apply(client);
    }
  }

  private String unreached() {
    Path folder = data.toAbsolutePath().normalize();
    return new DataFolder(data)
        .server()
        .map(server ->
            "A server runs at "
                + server.url()
                + ", but its operator's token cannot be read from "
                + folder.resolve("operator.token")
                + ". Name it with --url and --token, or restart the server: it makes a new token.")
        .orElse(
            "No server is running on the data folder "
                + folder
                + ". Start one with `surgetank serve`, or name another with --data, or --url and"
                + " --token, or --aws.");
  }

  /// The exit code for a reply: what `done` says when the server did it.
  static int settle(OpsResult opsResult, Function<JsonNode, Integer> done) {
    return switch (opsResult) {
      case OpsResult.Done(var body) -> done.apply(body);
      case OpsResult.Refused(_, var why) -> {
        Terminal.err(why);
        yield ExitCodes.FAILED;
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

  private CommandRuntime installation() {
    return ((Surgetank) command.root().userObject()).installation();
  }

  private Optional<OpsTransport> way() {
    var folder = new DataFolder(data);
    if (url.isEmpty()) return ServerAddress.announcedIn(folder).map(HttpTransport::new);
    String known = token.isEmpty() ? folder.token().orElse("") : token;
    return Optional.of(new HttpTransport(new ServerAddress(url, known)));
  }
}
