package io.surgetank.cli.server;

import io.surgetank.core.configuration.ConfigurationSchema;
import io.surgetank.core.configuration.ConfigurationSource;
import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads configurations: from the user's folder, or built in.
public final class ConfigurationFiles {
  private ConfigurationFiles() {}

  /// The configuration in this file, with the schemas beside it. Throws [UncheckedIOException] with
  /// a message if it cannot be read.
  public static ConfigurationSource read(Path file) {
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
    try {
      return new ConfigurationSource(
          file.toString(), Files.readString(file), name -> text(folder, name));
    } catch (IOException unread) {
      throw new UncheckedIOException("cannot read the file, or it is not UTF-8", unread);
    }
  }

  /// The built-in configuration and its schemas, by file name, with the schema of the configuration
  /// itself, by which editors complete and check it.
  public static Map<String, String> builtIn(Pipelines pipelines) {
    ConfigurationSource configurationSource = DefaultConfiguration.source();
    var files = new LinkedHashMap<String, String>();
    files.put(configurationSource.name(), ConfigurationSchema.linked(configurationSource.yaml()));
    files.put(ConfigurationSchema.FILE, ConfigurationSchema.text());
    for (Pipeline pipeline : pipelines.all()) {
      String name = pipeline.intake().schema().fileName();
      configurationSource.files().text(name).ifPresent(text -> files.put(name, text));
    }
    return files;
  }

  private static Optional<String> text(Path folder, String name) {
    try {
      return Optional.of(Files.readString(folder.resolve(name)));
    } catch (IOException unread) {
      return Optional.empty();
    }
  }
}
