package io.surgetank.core.configuration;

import java.util.Optional;

/// The source of a configuration.
///
/// @param name the file's name in errors, such as `surgetank.yaml` or a path
/// @param yaml its text
/// @param files the schema files next to it
public record ConfigurationSource(String name, String yaml, Files files) {

  /// Reads schema files.
  @FunctionalInterface
  public interface Files {
    /// The text of this file, relative to the configuration, with `/` between folders. The name
    /// never leads out of the configuration's folder. Empty when there is no such file.
    Optional<String> text(String name);
  }
}
