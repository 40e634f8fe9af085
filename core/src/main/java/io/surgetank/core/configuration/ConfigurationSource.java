package io.surgetank.core.configuration;

import java.util.Optional;

/// Where a descriptor comes from.
///
/// @param name what faults call the file, such as `surgetank.yaml` or a path
/// @param yaml its text
/// @param files the schema files that stand beside it
public record ConfigurationSource(String name, String yaml, Files files) {

  /// Looks up a schema file's text.
  @FunctionalInterface
  public interface Files {
    /// The text of the file of this name, relative to the descriptor, with `/` between folders. The
    /// name never leads out of the descriptor's folder. Empty when there is no such file.
    Optional<String> text(String name);
  }
}
