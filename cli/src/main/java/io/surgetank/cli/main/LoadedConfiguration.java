package io.surgetank.cli.main;

import io.surgetank.cli.command.CommandRuntime.ConfigError;
import io.surgetank.cli.command.ConfigurationChoice;
import io.surgetank.cli.server.ConfigurationFiles;
import io.surgetank.cli.server.ErrorMessages;
import io.surgetank.cli.server.UserClassLoader;
import io.surgetank.core.configuration.ConfigurationError;
import io.surgetank.core.configuration.ConfigurationReader;
import io.surgetank.core.configuration.ConfigurationResult;
import io.surgetank.core.configuration.ConfigurationSource;
import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.configuration.LocatedHandlerRef;
import io.surgetank.core.configuration.LocatedJwtSettings;
import io.surgetank.core.handler.HandlerCatalog;
import io.surgetank.core.handler.PipelineHandlers;
import io.surgetank.core.handler.SecretSource;
import io.surgetank.core.handler.WebhookClient;
import io.surgetank.core.lifecycle.Closer;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.runtime.webhook.ApacheWebhookClient;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A configuration with its handlers, or all errors in both.
sealed interface LoadedConfiguration {
  /// A configuration without errors.
  ///
  /// @param jwt which JSON Web Tokens are accepted; empty: none
  record Valid(Pipelines pipelines, PipelineHandlers handlers, Optional<LocatedJwtSettings> jwt)
      implements LoadedConfiguration {}

  record Invalid(List<ConfigError> errors) implements LoadedConfiguration {}

  /// Loads handlers from `classpath`; resources that they need are added to `opened`.
  static LoadedConfiguration of(
      ConfigurationChoice configuration, List<Path> classpath, Closer opened, InstantSource clock) {
    ConfigurationSource configurationSource;
    try {
      configurationSource = source(configuration);
    } catch (UncheckedIOException unread) {
      return new Invalid(List.of(error(name(configuration), unread)));
    }
    ClassLoader loader;
    try {
      loader = UserClassLoader.loader(classpath);
    } catch (IllegalArgumentException missing) {
      // Without its folders no class would be found: one error, not one per handler.
      var errors = new ArrayList<>(configErrors(configurationSource));
      errors.add(error("--classpath", missing));
      return new Invalid(errors);
    }
    return switch (ConfigurationReader.read(configurationSource)) {
      case ConfigurationResult.Valid(var pipelines, var jwt) -> {
        var catalog = new HandlerCatalog(loader, webhookClient(pipelines, opened), SECRETS, clock);
        var handlers = PipelineHandlers.find(pipelines, catalog);
        yield handlers.errors().isEmpty() && JwtFiles.errors(jwt).isEmpty()
            ? new Valid(pipelines, handlers, jwt)
            : invalid(Stream.of(), configurationSource, catalog);
      }
      case ConfigurationResult.Invalid(var errors) ->
          invalid(
              errors.stream(),
              configurationSource,
              new HandlerCatalog(loader, CLOSED, SECRETS, clock));
    };
  }

  SecretSource SECRETS = new ProcessSecrets(System.getenv());

  /// Sends nothing: a check makes no calls.
  WebhookClient CLOSED =
      _ -> {
        throw new IllegalStateException("no pipeline uses the http handler");
      };

  private static Invalid invalid(
      Stream<ConfigurationError> errors,
      ConfigurationSource configurationSource,
      HandlerCatalog catalog) {
    Stream<ConfigurationError> ofHandlers =
        ConfigurationReader.handlers(configurationSource).stream()
            .flatMap(handler -> errors(handler, catalog));
    Stream<ConfigurationError> ofFiles =
        JwtFiles.errors(ConfigurationReader.jwt(configurationSource)).stream();
    return new Invalid(
        Stream.of(errors, ofFiles, ofHandlers)
            .flatMap(each -> each)
            .map(LoadedConfiguration::error)
            .toList());
  }

  private static Stream<ConfigurationError> errors(
      LocatedHandlerRef named, HandlerCatalog catalog) {
    return switch (catalog.find(named.handler())) {
      case HandlerCatalog.Found.Ready(_) -> Stream.of();
      case HandlerCatalog.Found.Invalid(var problems) -> problems.stream().map(named::error);
    };
  }

  private static List<ConfigError> configErrors(ConfigurationSource configurationSource) {
    return switch (ConfigurationReader.read(configurationSource)) {
      case ConfigurationResult.Valid _ -> List.of();
      case ConfigurationResult.Invalid(var errors) ->
          errors.stream().map(LoadedConfiguration::error).toList();
    };
  }

  private static String name(ConfigurationChoice configuration) {
    return switch (configuration) {
      case ConfigurationChoice.BuiltIn() -> "the built-in configuration";
      case ConfigurationChoice.File(var path) -> path.toString();
    };
  }

  static ConfigurationSource source(ConfigurationChoice configuration) {
    return switch (configuration) {
      case ConfigurationChoice.BuiltIn() -> DefaultConfiguration.source();
      case ConfigurationChoice.File(var path) -> ConfigurationFiles.read(path);
    };
  }

  /// An HTTP client takes time to load: created only if a pipeline needs it.
  private static WebhookClient webhookClient(Pipelines pipelines, Closer opened) {
    boolean used =
        pipelines.all().stream().anyMatch(each -> each.work().handler().name().equals("http"));
    return used ? opened.add(new ApacheWebhookClient()) : CLOSED;
  }

  private static ConfigError error(String where, RuntimeException exception) {
    return new ConfigError(where, 0, 0, ErrorMessages.of(exception));
  }

  static ConfigError error(ConfigurationError error) {
    return new ConfigError(
        error.file(), error.line(), error.column(), error.problem() + "; " + error.hint());
  }
}
