package io.surgetank.core.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The shape of `surgetank.yaml` as JSON Schema 2020-12, for editors and other tools.
/// [ConfigurationReader] does not use it: it also knows lines, hints and rules between values.
/// Tests hold that the schema reports every error of shape that the reader reports.
public final class ConfigurationSchema {
  /// The name of the file next to a configuration.
  public static final String FILE = "surgetank.schema.json";

  private ConfigurationSchema() {}

  public static String text() {
    try (var stream =
        Objects.requireNonNull(ConfigurationSchema.class.getResourceAsStream(FILE), FILE)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the file " + FILE + " cannot be read", unreadable);
    }
  }

  /// The configuration with a first line that names the schema to editors.
  public static String linked(String yaml) {
    return "# yaml-language-server: $schema=" + FILE + "\n" + yaml;
  }
}
