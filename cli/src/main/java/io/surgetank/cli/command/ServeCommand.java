package io.surgetank.cli.command;

import io.surgetank.cli.log.LogFormat;
import io.surgetank.cli.log.LogLevel;
import io.surgetank.cli.log.LogSettings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Runs the server until it is told to stop.
@Command(
    name = "serve",
    description = "Run everything: HTTP, workers, and the data in a folder.",
    footer = {
      "",
      "Examples:",
      "  surgetank serve",
      "  surgetank serve --port 0 --data /var/lib/surgetank --log-format json",
      "  surgetank serve --config my/surgetank.yaml --classpath my-handlers.jar",
      "",
      "Ctrl-C or SIGTERM stops it within 5 seconds: what runs is finished or given back,",
      "nothing is lost. The exit code is then 0.",
      "With --log-format json every line, the first and errors too, is a JSON object."
    })
final class ServeCommand implements Callable<Integer> {
  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Where to listen. Default: ${DEFAULT-VALUE}, this machine only.")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      defaultValue = "8080",
      converter = PortConverter.class,
      description = "0 means any free one. Default: ${DEFAULT-VALUE}")
  private int port = 8080;

  @Option(
      names = "--allowed-host",
      paramLabel = "NAME",
      description = {
        "A host name that clients or a gateway send in Host, besides addresses, localhost",
        "and --host; '*' allows any. Checked while --host is a loopback address, so that",
        "web pages cannot reach this server by a name of theirs. May be repeated."
      })
  private List<String> allowedHosts = List.of();

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = "./data",
      description = "Where the jobs are kept. Default: ${DEFAULT-VALUE}")
  private Path data = Path.of("./data");

  @Mixin private HandlerConfigOptions described = new HandlerConfigOptions();

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      defaultValue = "TEXT",
      description = "text or json. Default: text")
  private LogFormat logFormat = LogFormat.TEXT;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      defaultValue = "INFO",
      description = {
        "debug: stack traces of handlers too; info: a line for every",
        "change of state; warn: only what went wrong; error: only",
        "what needs somebody. Default: info"
      })
  private LogLevel logLevel = LogLevel.INFO;

  private final CommandRuntime commandRuntime;

  ServeCommand(CommandRuntime commandRuntime) {
    this.commandRuntime = commandRuntime;
  }

  @Override
  public Integer call() throws InterruptedException {
    var settings =
        new ServeSettings(
            host, port, data, described.descriptor(), described.handlers(), log(), allowedHosts);
    // Straight to the descriptor: System.out would put a lock and an encoder before every line.
    var out = new FileOutputStream(FileDescriptor.out);
    var signal = StopSignal.awaited();
    return switch (commandRuntime.start(settings, this::greet, out)) {
      case CommandRuntime.Start.Up(var server) -> signal.close(server::close);
      case CommandRuntime.Start.Refused(var faults) -> {
        signal.forget();
        yield ForegroundProcess.notStarted(log(), commandRuntime.pace().now(), faults);
      }
    };
  }

  private LogSettings log() {
    return new LogSettings(logFormat, logLevel);
  }

  private void greet(CommandRuntime.Greeting greeting) {
    switch (logFormat) {
      case JSON -> Terminal.out(event(greeting));
      case TEXT -> banner(greeting);
    }
  }

  private String event(CommandRuntime.Greeting greeting) {
    String pipelines =
        greeting.routes().stream()
            .map(route -> route.pipeline() + "=" + route.path())
            .collect(Collectors.joining(" "));
    return log()
        .line(
            commandRuntime.pace().now(),
            LogLevel.INFO,
            "listening",
            "version",
            commandRuntime.version(),
            "url",
            greeting.url(),
            "configuration",
            described.banner(),
            "data",
            greeting.data().toAbsolutePath().normalize(),
            "pipelines",
            pipelines,
            "found",
            greeting.recovered());
  }

  private void banner(CommandRuntime.Greeting greeting) {
    var text = new StringBuilder();
    text.append("Surgetank ").append(commandRuntime.version());
    text.append(" listens on ").append(greeting.url()).append('\n');
    text.append(ForegroundProcess.routes(greeting.routes()));
    text.append(
        "  GET, DELETE <path>/{id}    GET <path>    GET /health/ready /metrics /openapi.json\n");
    text.append(described.banner()).append('\n');
    text.append("Data: ").append(greeting.data().toAbsolutePath().normalize()).append('\n');
    text.append(greeting.recovered()).append('\n');
    text.append(ForegroundProcess.curl(greeting.url(), greeting.routes()));
    if (!isLoopback(host))
      text.append(
          "Warning: this address can be reached from other machines. Whoever reaches it can submit"
              + " and read jobs; operations need the token.\n");
    Terminal.out(text.toString().stripTrailing());
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
  }
}
