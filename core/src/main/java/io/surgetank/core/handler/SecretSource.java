package io.surgetank.core.handler;

import java.util.Optional;

/// Where values come from that the configuration only names: `${env:NAME}` and `${file:/path}`.
public interface SecretSource {
  /// No value is ever found.
  SecretSource NONE = (_, _) -> Optional.empty();

  enum Kind {
    /// An environment variable.
    ENV,
    /// The text of a file, without the line break at its end.
    FILE
  }

  /// Empty when there is none, or it cannot be read.
  Optional<String> find(Kind kind, String name);
}
