package io.surgetank.core.configuration;

/// An error in the configuration or in a schema file: where, what, and how to fix it.
///
/// @param line from 1
/// @param column from 1
public record ConfigurationError(String file, int line, int column, String problem, String hint) {
  /// The error in one line, in the format that editors and terminals turn into a link.
  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + problem + "; " + hint;
  }
}
