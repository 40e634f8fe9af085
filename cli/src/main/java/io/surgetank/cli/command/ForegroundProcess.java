package io.surgetank.cli.command;

import io.surgetank.cli.log.LogLevel;
import io.surgetank.cli.log.LogSettings;
import java.time.Instant;
import java.util.List;

/// What the commands have in common that run until they are told to stop.
final class ForegroundProcess {
  private ForegroundProcess() {}

  static int refused(List<String> faults) {
    faults.forEach(Terminal::err);
    return ExitCodes.FAILED;
  }

  /// A server that could not start, reported in the log's own format.
  static int notStarted(LogSettings log, Instant now, List<String> faults) {
    switch (log.format()) {
      case TEXT -> faults.forEach(Terminal::err);
      case JSON ->
          faults.forEach(fault ->
              Terminal.err(log.line(now, LogLevel.ERROR, "not_started", "message", fault)));
    }
    return ExitCodes.FAILED;
  }

  /// A line for each pipeline.
  static String routes(List<CommandRuntime.Route> routes) {
    var text = new StringBuilder();
    for (CommandRuntime.Route route : routes)
      text.append("  POST %-16s %s%n".formatted(route.path(), route.pipeline()));
    return text.toString();
  }

  /// A line for the shell that submits a job; empty without a pipeline.
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
