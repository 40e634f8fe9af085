package io.surgetank.cli.command;

import io.surgetank.cli.log.LogLevel;
import io.surgetank.cli.log.LogSettings;
import io.surgetank.core.access.AnonymousAccess;
import io.surgetank.http.proxy.PublicUrl;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Runs the server until it is stopped.
@Command(
    name = "serve",
    description = "Run the server: HTTP API, workers and store in one process.",
    footer = {
      "",
      "Examples:",
      "  surgetank serve",
      "  surgetank serve --port 0 --data /var/lib/surgetank --log-format json",
      "  surgetank serve --config my/surgetank.yaml --classpath my-handlers.jar",
      "",
      "Ctrl-C or SIGTERM stops it within 5 seconds with exit code 0: running attempts end",
      "or are released, and no job is lost.",
      "With --log-format json every line is a JSON object, including the first and errors."
    })
final class ServeCommand implements Callable<Integer> {
  /// Not only the beginning: `127.example.com` may be any address.
  private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");

  private static final String INSECURE =
      "--insecure: anyone who reaches this address can submit, read and cancel jobs without a key.";

  private static final String CLEAR_TEXT =
      "without TLS, keys and payloads cross the network in clear text. Set --tls-cert and --tls-key,"
          + " or --behind-proxy if a reverse proxy provides TLS";

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on. Default: ${DEFAULT-VALUE}, this machine only.")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      defaultValue = "8080",
      converter = PortConverter.class,
      description = "Port to listen on; 0 for any free port. Default: ${DEFAULT-VALUE}")
  private int port = 8080;

  @Option(
      names = "--allowed-host",
      paramLabel = "NAME",
      description = {
        "A host name to accept in the Host header, in addition to addresses, localhost and --host;",
        "'*' accepts any. Checked if --host is a loopback address, against DNS rebinding by",
        "web pages. May be repeated."
      })
  private List<String> allowedHosts = List.of();

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = "./data",
      description = "The data folder. Default: ${DEFAULT-VALUE}")
  private Path data = Path.of("./data");

  @Option(
      names = "--no-create",
      description = {
        "Refuse to start if the data folder has no store, instead of creating an empty",
        "one: for every start but the first, in case its disk is not mounted."
      })
  private boolean noCreate;

  @Option(
      names = "--insecure",
      description = {
        "Let anyone who reaches the address submit, read and cancel jobs without an API key, and",
        "on another address than loopback without TLS. Default: every request needs a key, except",
        "on a loopback address without keys, and other addresses need TLS or --behind-proxy."
      })
  private boolean insecure;

  @Mixin private TlsOptions tls = new TlsOptions();

  @Mixin private ProxyOptions proxies = new ProxyOptions();

  @Mixin private HandlerConfigOptions config = new HandlerConfigOptions();

  @Mixin private LogFormatOption logFormat = new LogFormatOption();

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      defaultValue = "INFO",
      description = {
        "debug: also stack traces of handlers; info: every change of",
        "state; warn: only failures; error: only what needs an operator.",
        "Default: info"
      })
  private LogLevel logLevel = LogLevel.INFO;

  @Spec private CommandSpec command = CommandSpec.create();

  private final CommandRuntime commandRuntime;

  ServeCommand(CommandRuntime commandRuntime) {
    this.commandRuntime = commandRuntime;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (isInClearText() && !insecure)
      throw new ParameterException(
          command.commandLine(),
          "--host %s: %s. --insecure allows it, and requests without keys."
              .formatted(host, CLEAR_TEXT));
    var settings =
        new ServeSettings(
            host,
            port,
            data,
            config.source(),
            config.handlers(),
            log(),
            allowedHosts(),
            noCreate ? MissingStore.REFUSE : MissingStore.CREATE,
            anonymousAccess(),
            tls.choice(),
            proxies.settings());
    // Straight to the file: System.out would put a lock and an encoder before every line.
    var out = new FileOutputStream(FileDescriptor.out);
    var signal = StopSignal.listen();
    return switch (commandRuntime.start(settings, this::greet, out)) {
      case CommandRuntime.Start.Up(var server) -> signal.close(server::close);
      case CommandRuntime.Start.Refused(var errors) -> {
        signal.ignore();
        yield CommandMessages.notStarted(log(), commandRuntime.clock().now(), errors);
      }
    };
  }

  /// A proxy may pass on the host name of the public URL.
  private List<String> allowedHosts() {
    return Stream.concat(
            allowedHosts.stream(), proxies.settings().publicUrl().stream().map(PublicUrl::host))
        .toList();
  }

  private LogSettings log() {
    return new LogSettings(logFormat.format(), logLevel);
  }

  private void greet(CommandRuntime.Greeting greeting) {
    switch (logFormat.format()) {
      case JSON -> {
        Terminal.out(event(greeting));
        if (greeting.access() == CommandRuntime.Access.INSECURE)
          Terminal.out(warning("insecure", INSECURE));
        if (isInClearText()) Terminal.out(warning("clear_text", CLEAR_TEXT + "."));
      }
      case TEXT -> banner(greeting);
    }
  }

  private String warning(String event, String message) {
    return log().line(commandRuntime.clock().now(), LogLevel.WARN, event, "message", message);
  }

  private String event(CommandRuntime.Greeting greeting) {
    String pipelines =
        greeting.routes().stream()
            .map(route -> route.pipeline() + "=" + route.path())
            .collect(Collectors.joining(" "));
    return log()
        .line(
            commandRuntime.clock().now(),
            LogLevel.INFO,
            "listening",
            "version",
            commandRuntime.version(),
            "url",
            greeting.url(),
            "configuration",
            config.place(),
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
    text.append(" listening on ").append(greeting.url()).append('\n');
    text.append(CommandMessages.routes(greeting.routes()));
    text.append(
        "  GET, DELETE <path>/{id}    GET <path>    GET /health/ready /metrics /openapi.json\n");
    text.append(config.banner()).append('\n');
    text.append("Data: ").append(greeting.data().toAbsolutePath().normalize()).append('\n');
    text.append(greeting.recovered()).append('\n');
    text.append(
        switch (greeting.access()) {
          case OPEN_WITHOUT_KEYS -> CommandMessages.curl(greeting.url(), greeting.routes());
          case INSECURE ->
              CommandMessages.curl(greeting.url(), greeting.routes())
                  + "Warning: "
                  + INSECURE
                  + "\n";
          case NEEDS_FIRST_KEY ->
              "Every request needs an API key; there is none yet. Create one:\n"
                  + "  surgetank keys create NAME --scope submit --scope read --data "
                  + data
                  + "\n";
          case NEEDS_KEY -> "Every request needs an API key.\n";
          case NEEDS_KEY_OR_JWT -> "Every request needs an API key or a JSON Web Token.\n";
        });
    if (isInClearText()) text.append("Warning: ").append(CLEAR_TEXT).append(".\n");
    Terminal.out(text.toString().stripTrailing());
  }

  AnonymousAccess anonymousAccess() {
    if (insecure) return AnonymousAccess.ALLOWED;
    return isLoopback(host) && !proxies.areUsed()
        ? AnonymousAccess.UNTIL_FIRST_KEY
        : AnonymousAccess.REFUSED;
  }

  /// Whether anyone on the network between a client and the server can read keys.
  boolean isInClearText() {
    return !isLoopback(host) && tls.choice() instanceof TlsChoice.Off && !proxies.areUsed();
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("::1")
        || host.equals("[::1]")
        || LOOPBACK.matcher(host).matches();
  }
}
