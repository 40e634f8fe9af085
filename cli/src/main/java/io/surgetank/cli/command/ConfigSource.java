package io.surgetank.cli.command;

import java.nio.file.Path;

/// Where the pipelines are described.
public sealed interface ConfigSource {
  /// The descriptor that comes with Surgetank.
  record BuiltIn() implements ConfigSource {}

  /// A file; schemas are looked for beside it.
  record File(Path path) implements ConfigSource {}
}
