package io.surgetank.cli.main;

import io.surgetank.core.handler.SecretSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Secrets from environment variables and files.
record ProcessSecrets(Map<String, String> environment) implements SecretSource {
  /// A larger file is not a secret but a mistake.
  private static final long MAX_BYTES = 64 * 1024;

  @Override
  public Optional<String> find(Kind kind, String name) {
    return switch (kind) {
      case ENV -> Optional.ofNullable(environment.get(name));
      case FILE -> read(name);
    };
  }

  private static Optional<String> read(String name) {
    try {
      Path file = Path.of(name);
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) return Optional.empty();
      return Optional.of(Files.readString(file).stripTrailing());
    } catch (IOException | InvalidPathException unreadable) {
      return Optional.empty();
    }
  }
}
