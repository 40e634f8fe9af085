package io.surgetank.proof.fuzz.parser;

import io.surgetank.core.configuration.ConfigurationError;
import java.util.List;
import java.util.Optional;

/// Checks that errors are inside their files.
final class ErrorLocations {
  private ErrorLocations() {}

  /// The first error whose location does not exist.
  ///
  /// @param name of the file with this text; others are not checked
  static Optional<String> violation(List<ConfigurationError> errors, String name, String text) {
    if (errors.isEmpty()) return Optional.of("errors: invalid without an error");
    for (ConfigurationError error : errors) {
      boolean isOfFile = error.file().equals(name);
      boolean inside = error.line() >= 1 && error.column() >= 1;
      if (isOfFile) inside &= isInside(error, text, "\n") || isInside(error, text, "\r\n|\r|\n");
      if (!inside) return Optional.of("errors: outside of the file: " + error);
    }
    return Optional.empty();
  }

  private static boolean isInside(ConfigurationError error, String text, String lineEnd) {
    String[] lines = text.split(lineEnd, -1);
    return error.line() <= lines.length && error.column() <= lines[error.line() - 1].length() + 1;
  }
}
