package io.surgetank.cli.command;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Prints API keys.
final class KeyFormatter {
  private KeyFormatter() {}

  /// The key alone on standard output, so that a script can read it.
  static void created(JsonNode key) {
    Terminal.err(
        "Key "
            + JobFormatter.text(key, "id")
            + " ("
            + JobFormatter.text(key, "name")
            + "): "
            + words(key.path("scopes"))
            + (key.path("pipelines").isEmpty() ? "" : "; only " + words(key.path("pipelines")))
            + (key.has("tenant") ? "; tenant " + JobFormatter.text(key, "tenant") : "")
            + (key.has("expiresAt") ? "; expires at " + JobFormatter.text(key, "expiresAt") : "")
            + ". Keep it now: it is not shown again.");
    Terminal.out(JobFormatter.text(key, "key"));
  }

  static void list(JsonNode answer) {
    var terminal = Terminal.ofProcess();
    if (answer.path("keys").isEmpty()) {
      terminal.say("No keys.");
      return;
    }
    var textTable =
        new TextTable(
            "ID",
            "NAME",
            "STATUS",
            "SCOPES",
            "PIPELINES",
            "TENANT",
            "CREATED",
            "EXPIRES",
            "LAST USED");
    for (JsonNode key : answer.path("keys"))
      textTable.row(
          JobFormatter.text(key, "id"),
          JobFormatter.text(key, "name"),
          JobFormatter.text(key, "status"),
          words(key.path("scopes")),
          key.path("pipelines").isEmpty() ? "all" : words(key.path("pipelines")),
          JobFormatter.text(key, "tenant"),
          JobFormatter.text(key, "createdAt"),
          JobFormatter.text(key, "expiresAt"),
          JobFormatter.text(key, "lastUsedAt"));
    textTable.print(terminal);
  }

  static void revoked(JsonNode key) {
    Terminal.out(
        "Revoked " + JobFormatter.text(key, "id") + " (" + JobFormatter.text(key, "name") + ").");
  }

  private static String words(JsonNode list) {
    return list.valueStream().map(each -> each.asString("")).collect(Collectors.joining(","));
  }
}
