package io.surgetank.core.configuration;

import io.surgetank.core.pipeline.Pipelines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The pipelines that run without a configuration file: those of the five systems that Surgetank
/// replaces.
public final class DefaultConfiguration {
  /// The folder next to this class with `surgetank.yaml` and its schema files.
  private static final String FOLDER = "default/";

  private static final String FILE = "surgetank.yaml";

  private DefaultConfiguration() {}

  /// Its text and files, for showing or copying them.
  public static ConfigurationSource source() {
    return new ConfigurationSource(FILE, text(FILE).orElseThrow(), DefaultConfiguration::text);
  }

  public static Pipelines pipelines() {
    // Its schemas are checked when the product is built; a cold start would take 0.2 s more.
    return switch (ConfigurationReader.read(source(), schema -> List.of())) {
      case ConfigurationResult.Valid(var pipelines, _) -> pipelines;
      case ConfigurationResult.Invalid(var errors) ->
          throw new IllegalStateException("the built-in configuration is invalid: " + errors);
    };
  }

  private static Optional<String> text(String name) {
    try (var stream = DefaultConfiguration.class.getResourceAsStream(FOLDER + name)) {
      if (stream == null) return Optional.empty();
      return Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the built-in file " + name + " cannot be read", unreadable);
    }
  }
}
