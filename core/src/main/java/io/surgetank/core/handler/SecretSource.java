package io.surgetank.core.handler;

import java.util.Optional;

/// The source of values that the configuration refers to: `${env:NAME}` and `${file:/path}`.
public interface SecretSource {
  /// Finds no values.
  SecretSource NONE = (_, _) -> Optional.empty();

  enum Kind {
    /// An environment variable.
    ENV,
    /// The text of a file, without the line break at its end.
    FILE
  }

  /// Empty when it does not exist or cannot be read.
  Optional<String> find(Kind kind, String name);
}
