package io.surgetank.command;

import io.surgetank.home.DataFolder;
import io.surgetank.json.Json;
import io.surgetank.ops.Address;
import io.surgetank.ops.HttpWay;
import io.surgetank.ops.OpsClient;
import io.surgetank.ops.Reply;
import io.surgetank.ops.Way;
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
  int ask(Function<OpsClient, Reply> question, Consumer<JsonNode> show) {
    return converse(client ->
        settle(
            question.apply(client),
            answer -> {
              if (json) Terminal.out(pretty(answer));
              else show.accept(answer);
              return Exit.OK;
            }));
  }

  /// Holds a conversation of more than one question; gives the exit code.
  int converse(Function<OpsClient, Integer> conversation) {
    return converse(Tempo.FULL_SPEED, conversation);
  }

  /// The same, with acts on many dead letters no faster than this where there is no server.
  int converse(Tempo tempo, Function<OpsClient, Integer> conversation) {
    refuseWithoutTheirOthers();
    if (!aws.isMeant()) return over(way(), conversation);
    return switch (aws.reached(installation(), tempo)) {
      case Installation.Reach.Reached(var way) -> over(Optional.of(way), conversation);
      case Installation.Reach.Unusable(var faults) -> {
        faults.forEach(Terminal::err);
        yield Exit.USAGE;
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

  private int over(Optional<Way> way, Function<OpsClient, Integer> conversation) {
    if (way.isEmpty()) {
      Terminal.err(unreached());
      return Exit.UNREACHABLE;
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
  static int settle(Reply reply, Function<JsonNode, Integer> done) {
    return switch (reply) {
      case Reply.Done(var body) -> done.apply(body);
      case Reply.Refused(_, var why) -> {
        Terminal.err(why);
        yield Exit.FAILED;
      }
      case Reply.Unreachable(var why) -> {
        Terminal.err("The server cannot be reached: " + why + ".");
        yield Exit.UNREACHABLE;
      }
    };
  }

  static String pretty(JsonNode json) {
    return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  private Installation installation() {
    return ((Surgetank) command.root().userObject()).installation();
  }

  private Optional<Way> way() {
    var folder = new DataFolder(data);
    if (url.isEmpty()) return Address.announcedIn(folder).map(HttpWay::new);
    String known = token.isEmpty() ? folder.token().orElse("") : token;
    return Optional.of(new HttpWay(new Address(url, known)));
  }
}
