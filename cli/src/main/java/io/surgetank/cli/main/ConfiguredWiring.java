package io.surgetank.cli.main;

import io.surgetank.cli.command.CommandRuntime.Fault;
import io.surgetank.cli.command.ConfigSource;
import io.surgetank.cli.wiring.Closer;
import io.surgetank.cli.wiring.ConfigurationFiles;
import io.surgetank.cli.wiring.ErrorMessages;
import io.surgetank.cli.wiring.Handlers;
import io.surgetank.cli.wiring.UserClassLoader;
import io.surgetank.core.configuration.ConfigurationError;
import io.surgetank.core.configuration.ConfigurationReader;
import io.surgetank.core.configuration.ConfigurationResult;
import io.surgetank.core.configuration.ConfigurationSource;
import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.handler.HandlerCatalog;
import io.surgetank.core.handler.SecretSource;
import io.surgetank.core.handler.WebhookClient;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.runtime.webhook.HttpWebhookClient;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A configuration with its handlers, or everything that is wrong with both.
sealed interface ConfiguredWiring {
  record Valid(Pipelines pipelines, Handlers handlers) implements ConfiguredWiring {}

  record Invalid(List<Fault> faults) implements ConfiguredWiring {}

  /// Handlers are loaded with `classpath`; what they hold open is added to `opened`.
  static ConfiguredWiring of(
      ConfigSource descriptor, List<Path> classpath, Closer opened, InstantSource clock) {
    ConfigurationSource configurationSource;
    try {
      configurationSource = source(descriptor);
    } catch (UncheckedIOException unread) {
      return new Invalid(List.of(fault(name(descriptor), unread)));
    }
    ClassLoader loader;
    try {
      loader = UserClassLoader.loader(classpath);
    } catch (IllegalArgumentException missing) {
      // Without its folders no class would be found: that is one fault, not one for each handler.
      var faults = new ArrayList<>(described(configurationSource));
      faults.add(fault("--classpath", missing));
      return new Invalid(faults);
    }
    return switch (ConfigurationReader.read(configurationSource)) {
      case ConfigurationResult.Valid(var pipelines) -> {
        var catalog = new HandlerCatalog(loader, outbound(pipelines, opened), SECRETS, clock);
        Optional<Handlers> handlers = Handlers.of(pipelines, catalog);
        yield handlers.isPresent()
            ? new Valid(pipelines, handlers.get())
            : faulty(Stream.of(), configurationSource, catalog);
      }
      case ConfigurationResult.Invalid(var faults) ->
          faulty(
              faults.stream(),
              configurationSource,
              new HandlerCatalog(loader, CLOSED, SECRETS, clock));
    };
  }

  SecretSource SECRETS = new ProcessSecrets(System.getenv());

  /// Sends nothing: checking a configuration makes no calls.
  WebhookClient CLOSED =
      _ -> {
        throw new IllegalStateException("no pipeline pushes jobs out");
      };

  private static Invalid faulty(
      Stream<ConfigurationError> faults,
      ConfigurationSource configurationSource,
      HandlerCatalog catalog) {
    var ofHandlers = Handlers.faults(ConfigurationReader.handlers(configurationSource), catalog);
    return new Invalid(
        Stream.concat(faults, ofHandlers.stream()).map(ConfiguredWiring::fault).toList());
  }

  private static List<Fault> described(ConfigurationSource configurationSource) {
    return switch (ConfigurationReader.read(configurationSource)) {
      case ConfigurationResult.Valid(_) -> List.of();
      case ConfigurationResult.Invalid(var faults) ->
          faults.stream().map(ConfiguredWiring::fault).toList();
    };
  }

  private static String name(ConfigSource descriptor) {
    return switch (descriptor) {
      case ConfigSource.BuiltIn() -> "the built-in configuration";
      case ConfigSource.File(var path) -> path.toString();
    };
  }

  static ConfigurationSource source(ConfigSource descriptor) {
    return switch (descriptor) {
      case ConfigSource.BuiltIn() -> DefaultConfiguration.source();
      case ConfigSource.File(var path) -> ConfigurationFiles.read(path);
    };
  }

  /// An HTTP client takes a while to load: only who pushes jobs out waits for it.
  private static WebhookClient outbound(Pipelines pipelines, Closer opened) {
    boolean pushes =
        pipelines.all().stream().anyMatch(each -> each.work().handler().name().equals("http"));
    return pushes ? opened.add(new HttpWebhookClient()) : CLOSED;
  }

  private static Fault fault(String where, RuntimeException fault) {
    return new Fault(where, 0, 0, ErrorMessages.of(fault));
  }

  static Fault fault(ConfigurationError fault) {
    return new Fault(
        fault.file(), fault.line(), fault.column(), fault.problem() + "; " + fault.cure());
  }
}
