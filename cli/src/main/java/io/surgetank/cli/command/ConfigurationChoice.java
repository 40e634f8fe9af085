package io.surgetank.cli.command;

import java.nio.file.Path;

/// Where the configuration comes from.
public sealed interface ConfigurationChoice {
  /// The configuration that comes with Surgetank.
  record BuiltIn() implements ConfigurationChoice {}

  /// A file; its schemas are beside it.
  record File(Path path) implements ConfigurationChoice {}
}
