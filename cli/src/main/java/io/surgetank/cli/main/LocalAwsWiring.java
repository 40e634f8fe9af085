package io.surgetank.cli.main;

import io.surgetank.cli.command.CommandRuntime;
import io.surgetank.cli.command.ConfigurationChoice;
import io.surgetank.cli.command.LocalAwsRuntime;
import io.surgetank.cli.command.LocalAwsSettings;
import io.surgetank.cli.command.NoTokensOnAws;
import io.surgetank.cli.datadir.OperatorTokenGenerator;
import io.surgetank.cli.log.AsyncLogWriter;
import io.surgetank.cli.log.FunctionLogger;
import io.surgetank.cli.log.LibraryLogHandler;
import io.surgetank.cli.log.LogLevel;
import io.surgetank.cli.server.Closers;
import io.surgetank.cli.server.ConfigurationBundle;
import io.surgetank.cli.server.ConfigurationFiles;
import io.surgetank.cli.server.ErrorMessages;
import io.surgetank.core.configuration.ConfigurationReader;
import io.surgetank.core.configuration.ConfigurationResult;
import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.lifecycle.Closer;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.deploy.stack.StackError;
import io.surgetank.deploy.stack.StackFactory;
import io.surgetank.deploy.stack.StackResult;
import io.surgetank.deploy.stack.StackSettings;
import io.surgetank.local.lambda.EnvironmentEvent;
import io.surgetank.local.lambda.Lambda;
import io.surgetank.local.lambda.LambdaLimits;
import io.surgetank.local.runtime.Artifacts;
import io.surgetank.local.runtime.LocalAws;
import io.surgetank.local.runtime.LocalAwsConfig;
import io.surgetank.local.services.ServiceEndpoints;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// Wiring of local AWS: configuration, stack, processes.
final class LocalAwsWiring implements LocalAwsRuntime {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final String STAGE = "local";

  private final SecureRandom random = new SecureRandom();

  /// The stack of a configuration, or all errors in it.
  private sealed interface Planned {
    record Ready(Pipelines pipelines, Stack stack, Map<String, String> overlay)
        implements Planned {}

    record Refused(List<String> errors) implements Planned {}
  }

  @Override
  public Start start(LocalAwsSettings settings, Consumer<Greeting> greet, OutputStream log)
      throws InterruptedException {
    var opened = Closers.logging();
    boolean started = false;
    try {
      Start start =
          switch (planned(settings.configuration())) {
            case Planned.Refused(var errors) -> new Start.Refused(errors);
            case Planned.Ready ready -> up(settings, ready, opened, greet, log);
          };
      started = start instanceof Start.Up;
      return start;
    } catch (UncheckedIOException | IllegalArgumentException unusable) {
      return new Start.Refused(List.of(ErrorMessages.of(unusable)));
    } finally {
      if (!started) opened.close();
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
    String token = OperatorTokenGenerator.create(random);
    Path home = home();
    var localAwsConfig =
        new LocalAwsConfig(
            planned.stack(),
            LambdaLimits.DEFAULT.withConcurrency(settings.concurrency()),
            settings.port(),
            endpoints(settings.endpoint()),
            token,
            planned.overlay(),
            home.resolve("target"));
    var functionLogger = new FunctionLogger(asyncLogWriter);
    var dependencies = new Lambda.Dependencies(CLOCK, random, each -> log(functionLogger, each));
    var java = Path.of(Objects.requireNonNull(System.getProperty("java.home")));
    var aws =
        opened.add(LocalAws.start(localAwsConfig, Artifacts.builtIn(built(), java), dependencies));
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

  private static void log(FunctionLogger functionLogger, EnvironmentEvent environmentEvent) {
    switch (environmentEvent) {
      case EnvironmentEvent.Line(var function, var environment, var text) ->
          functionLogger.output(function, environment, text);
      case EnvironmentEvent.Started(var function, var environment, var took) ->
          functionLogger.started(function, environment, took);
      case EnvironmentEvent.Ended(var function, var environment, var reason) -> {
        boolean expected =
            reason == EnvironmentEvent.Reason.IDLE || reason == EnvironmentEvent.Reason.STOPPED;
        functionLogger.ended(
            expected ? LogLevel.INFO : LogLevel.WARN, function, environment, reason.name());
      }
    }
  }

  private static Planned planned(ConfigurationChoice configuration) {
    var settings = StackSettings.of(STAGE, StackSettings.DEFAULT_REGION);
    return switch (configuration) {
      case ConfigurationChoice.BuiltIn() ->
          planned(DefaultConfiguration.pipelines(), settings, Map.of());
      case ConfigurationChoice.File(var path) -> {
        var configurationBundle = new ConfigurationBundle(ConfigurationFiles.read(path));
        yield switch (ConfigurationReader.read(configurationBundle.source())) {
          case ConfigurationResult.Valid(_, var jwt) when jwt.isPresent() ->
              new Planned.Refused(List.of(NoTokensOnAws.error(jwt.get()).toString()));
          case ConfigurationResult.Valid(var pipelines, _) ->
              planned(
                  pipelines,
                  settings.withConfiguration(configurationBundle.path()),
                  configurationBundle.files());
          case ConfigurationResult.Invalid(var errors) ->
              new Planned.Refused(
                  errors.stream()
                      .map(LoadedConfiguration::error)
                      .map(CommandRuntime.ConfigError::message)
                      .toList());
        };
      }
    };
  }

  private static Planned planned(
      Pipelines pipelines, StackSettings settings, Map<String, String> overlay) {
    return switch (StackFactory.of(pipelines, settings)) {
      case StackResult.Ready(var stack) -> new Planned.Ready(pipelines, stack, overlay);
      case StackResult.Refused(var errors) ->
          new Planned.Refused(errors.stream().map(StackError::message).toList());
    };
  }

  private static Optional<ServiceEndpoints> endpoints(String address) {
    return address.isEmpty()
        ? Optional.empty()
        : Optional.of(ServiceEndpoints.both(URI.create(address)));
  }

  /// The repository: as set by the launcher, else where this class was built.
  static Path home() {
    String set = System.getProperty("surgetank.home", "");
    return set.isEmpty() ? built() : Path.of(set);
  }

  /// The build, laid out like the repository: this class is in a folder or a jar in `cli/target`.
  static Path built() {
    try {
      Path place =
          Path.of(LocalAwsWiring.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Objects.requireNonNull(place.resolve("../../..").normalize());
    } catch (URISyntaxException invalid) {
      throw new IllegalStateException("this class has no location", invalid);
    }
  }
}
