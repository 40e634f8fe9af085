package io.surgetank.cli.main;

import io.surgetank.cli.command.CommandRuntime;
import io.surgetank.cli.command.ConfigSource;
import io.surgetank.cli.command.LocalAwsRuntime;
import io.surgetank.cli.command.LocalAwsSettings;
import io.surgetank.cli.log.AsyncLogWriter;
import io.surgetank.cli.log.FunctionLogger;
import io.surgetank.cli.log.LibraryLogHandler;
import io.surgetank.cli.log.LogLevel;
import io.surgetank.cli.wiring.Closer;
import io.surgetank.cli.wiring.ConfigurationBundle;
import io.surgetank.cli.wiring.ConfigurationFiles;
import io.surgetank.cli.wiring.ErrorMessages;
import io.surgetank.core.configuration.ConfigurationReader;
import io.surgetank.core.configuration.ConfigurationResult;
import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.deploy.stack.StackError;
import io.surgetank.deploy.stack.StackFactory;
import io.surgetank.deploy.stack.StackResult;
import io.surgetank.deploy.stack.StackSettings;
import io.surgetank.local.emulator.Endpoints;
import io.surgetank.local.lambda.EnvironmentEvent;
import io.surgetank.local.lambda.Lambda;
import io.surgetank.local.lambda.LambdaLimits;
import io.surgetank.local.stack.Artifacts;
import io.surgetank.local.stack.LocalAws;
import io.surgetank.local.stack.LocalStackConfig;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// Who gets what on local AWS: descriptor, stack, processes.
final class LocalAwsWiring implements LocalAwsRuntime {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final String STAGE = "local";
  private static final String REGION = "eu-central-1";

  private final SecureRandom random = new SecureRandom();

  /// A descriptor as a stack, or everything that is wrong with it.
  private sealed interface Planned {
    record Ready(Pipelines pipelines, Stack stack, Map<String, String> overlay)
        implements Planned {}

    record Refused(List<String> faults) implements Planned {}
  }

  @Override
  public Start start(LocalAwsSettings settings, Consumer<Greeting> greet, OutputStream log)
      throws InterruptedException {
    var opened = new Closer();
    boolean stands = false;
    try {
      Start start =
          switch (planned(settings.descriptor())) {
            case Planned.Refused(var faults) -> new Start.Refused(faults);
            case Planned.Ready ready -> up(settings, ready, opened, greet, log);
          };
      stands = start instanceof Start.Up;
      return start;
    } catch (UncheckedIOException | IllegalArgumentException unusable) {
      return new Start.Refused(List.of(ErrorMessages.of(unusable)));
    } finally {
      if (!stands) opened.close();
    }
  }

  private Start up(
      LocalAwsSettings settings,
      Planned.Ready planned,
      Closer opened,
      Consumer<Greeting> greet,
      OutputStream log)
      throws InterruptedException {
    var asyncLogWriter = opened.add(new AsyncLogWriter(settings.log(), CLOCK, log));
    LibraryLogHandler.install(asyncLogWriter);
    String token = token();
    Path home = home();
    var localStackConfig =
        new LocalStackConfig(
            planned.stack(),
            LambdaLimits.DEFAULT.withConcurrency(settings.concurrency()),
            settings.port(),
            endpoints(settings.endpoint()),
            token,
            planned.overlay(),
            home.resolve("target"));
    var told = new FunctionLogger(asyncLogWriter);
    var dependencies = new Lambda.Dependencies(CLOCK, random, each -> tell(told, each));
    var java = Path.of(Objects.requireNonNull(System.getProperty("java.home")));
    var aws =
        opened.add(
            LocalAws.start(localStackConfig, Artifacts.builtIn(built(), java), dependencies));
    greet.accept(
        new Greeting(
            aws.url(),
            token,
            aws.endpoints().sqs().toString(),
            aws.endpoints().dynamo().toString(),
            planned.pipelines().all().stream().map(Wiring::route).toList()));
    asyncLogWriter.begin();
    return new Start.Up(opened::close);
  }

  private static void tell(FunctionLogger lines, EnvironmentEvent environmentEvent) {
    switch (environmentEvent) {
      case EnvironmentEvent.Line(var function, var environment, var text) ->
          lines.said(function, environment, text);
      case EnvironmentEvent.Began(var function, var environment, var took) ->
          lines.began(function, environment, took);
      case EnvironmentEvent.Ended(var function, var environment, var why) -> {
        boolean meant = why == EnvironmentEvent.Why.IDLE || why == EnvironmentEvent.Why.STOPPED;
        lines.ended(meant ? LogLevel.INFO : LogLevel.WARN, function, environment, why.name());
      }
    }
  }

  private static Planned planned(ConfigSource descriptor) {
    var settings = StackSettings.of(STAGE, REGION);
    return switch (descriptor) {
      case ConfigSource.BuiltIn() -> planned(DefaultConfiguration.pipelines(), settings, Map.of());
      case ConfigSource.File(var path) -> {
        var configurationBundle = new ConfigurationBundle(ConfigurationFiles.read(path));
        yield switch (ConfigurationReader.read(configurationBundle.source())) {
          case ConfigurationResult.Valid(var pipelines) ->
              planned(
                  pipelines,
                  settings.withDescriptor(configurationBundle.descriptor()),
                  configurationBundle.files());
          case ConfigurationResult.Invalid(var faults) ->
              new Planned.Refused(
                  faults.stream()
                      .map(ConfiguredWiring::fault)
                      .map(CommandRuntime.Fault::told)
                      .toList());
        };
      }
    };
  }

  private static Planned planned(
      Pipelines pipelines, StackSettings settings, Map<String, String> overlay) {
    return switch (StackFactory.of(pipelines, settings)) {
      case StackResult.Ready(var stack) -> new Planned.Ready(pipelines, stack, overlay);
      case StackResult.Refused(var faults) ->
          new Planned.Refused(faults.stream().map(StackError::told).toList());
    };
  }

  private static Optional<Endpoints> endpoints(String address) {
    return address.isEmpty() ? Optional.empty() : Optional.of(Endpoints.both(URI.create(address)));
  }

  private String token() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// The repository: what the launcher says, else where this class was built.
  static Path home() {
    String said = System.getProperty("surgetank.home", "");
    return said.isEmpty() ? built() : Path.of(said);
  }

  /// What was built, laid out as the repository is: this class lies in a folder or a jar in its
  /// `cli/target`.
  static Path built() {
    try {
      Path place =
          Path.of(LocalAwsWiring.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Objects.requireNonNull(place.resolve("../../..").normalize());
    } catch (URISyntaxException odd) {
      throw new IllegalStateException("this class lies nowhere", odd);
    }
  }
}
