package io.surgetank.proof.fuzz.parser;

import io.surgetank.core.configuration.ConfigurationSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The configuration of the fuzzed API, with its schemas.
final class ConfigurationExamples {
  static final String FILE = "surgetank.yaml";

  private ConfigurationExamples() {}

  static ConfigurationSource source() {
    return new ConfigurationSource(FILE, text(FILE), ConfigurationExamples::find);
  }

  static String text(String name) {
    return find(name).orElseThrow();
  }

  static Optional<String> find(String name) {
    try (InputStream in = ConfigurationExamples.class.getResourceAsStream(name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
