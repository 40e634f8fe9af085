package io.surgetank.command;

import java.nio.file.Path;

/// Where the pipelines are described.
public sealed interface DescriptorSource {
  /// The descriptor that comes with Surgetank.
  record BuiltIn() implements DescriptorSource {}

  /// A file; schemas are looked for beside it.
  record File(Path path) implements DescriptorSource {}
}
