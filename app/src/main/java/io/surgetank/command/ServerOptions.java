package io.surgetank.command;

import io.surgetank.home.DataFolder;
import io.surgetank.json.Json;
import io.surgetank.ops.Address;
import io.surgetank.ops.OpsClient;
import io.surgetank.ops.Reply;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Option;
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
              if (json) System.out.println(pretty(answer));
              else show.accept(answer);
              return Exit.OK;
            }));
  }

  /// Holds a conversation of more than one question; gives the exit code.
  int converse(Function<OpsClient, Integer> conversation) {
    Optional<Address> address = address();
    if (address.isEmpty()) {
      System.err.println(
          "No server is running on the data folder "
              + data.toAbsolutePath().normalize()
              + ". Start one with `surgetank serve`, or name another with --data, or --url and"
              + " --token.");
      return Exit.UNREACHABLE;
    }
    try (var client = new OpsClient(address.get(), System.getProperty("user.name", "unknown"))) {
      return conversation.apply(client);
    }
  }

  /// The exit code for a reply: what `done` says when the server did it.
  static int settle(Reply reply, Function<JsonNode, Integer> done) {
    return switch (reply) {
      case Reply.Done(var body) -> done.apply(body);
      case Reply.Refused(_, var why) -> {
        System.err.println(why);
        yield Exit.FAILED;
      }
      case Reply.Unreachable(var why) -> {
        System.err.println("The server cannot be reached: " + why + ".");
        yield Exit.UNREACHABLE;
      }
    };
  }

  static String pretty(JsonNode json) {
    return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  private Optional<Address> address() {
    var folder = new DataFolder(data);
    if (url.isEmpty()) return Address.announcedIn(folder);
    String known = token.isEmpty() ? folder.token().orElse("") : token;
    return Optional.of(new Address(url, known));
  }
}
