package io.surgetank.cli.command;

import io.surgetank.cli.log.LogLevel;
import io.surgetank.cli.log.LogSettings;
import java.time.Instant;
import java.util.List;

/// Output shared by the commands that run until they are stopped.
final class CommandMessages {
  private CommandMessages() {}

  static int refused(List<String> errors) {
    errors.forEach(Terminal::err);
    return ExitCodes.FAILED;
  }

  /// Reports in the log format that the server could not start.
  static int notStarted(LogSettings log, Instant now, List<String> errors) {
    switch (log.format()) {
      case TEXT -> errors.forEach(Terminal::err);
      case JSON ->
          errors.forEach(error ->
              Terminal.err(log.line(now, LogLevel.ERROR, "not_started", "message", error)));
    }
    return ExitCodes.FAILED;
  }

  /// One line per pipeline.
  static String routes(List<CommandRuntime.Route> routes) {
    var text = new StringBuilder();
    for (CommandRuntime.Route route : routes)
      text.append("  POST %-16s %s%n".formatted(route.path(), route.pipeline()));
    return text.toString();
  }

  /// A curl command that submits a job; empty without a pipeline.
  static String curl(String url, List<CommandRuntime.Route> routes) {
    if (routes.isEmpty()) return "";
    var route = routes.getFirst();
    return "Try:  curl -i "
        + url
        + route.path()
        + " -H 'Content-Type: application/json' -d '"
        + route.example().replace("'", "'\\''")
        + "'\n";
  }
}
