package io.surgetank.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A file that a command generates. An existing file is replaced only if the same command wrote it.
record GeneratedFile(Path path, Origin origin) {
  /// Whether an existing file was written by the command.
  @FunctionalInterface
  interface Origin {
    boolean matches(Path file) throws IOException;
  }

  /// A file whose beginning shows which command wrote it.
  static GeneratedFile beginningWith(String beginning, Path path) {
    byte[] bytes = beginning.getBytes(StandardCharsets.UTF_8);
    return new GeneratedFile(
        path,
        file -> {
          try (var in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(bytes.length), bytes);
          }
        });
  }

  /// Nothing is lost by writing to a file that is absent or empty, or to a device.
  boolean isReplaceable() throws IOException {
    return !Files.isRegularFile(path) || Files.size(path) == 0 || origin.matches(path);
  }
}
