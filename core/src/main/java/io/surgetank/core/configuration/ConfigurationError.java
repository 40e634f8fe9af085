package io.surgetank.core.configuration;

/// One thing that is wrong with a descriptor or a schema file: where, what, and what to do.
///
/// @param line from 1
/// @param column from 1
public record ConfigurationError(String file, int line, int column, String problem, String cure) {
  /// The fault in one line, in the form that editors and terminals make a link of.
  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + problem + "; " + cure;
  }
}
