package io.surgetank.peers.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds PostgreSQL as installed by Debian and Ubuntu: a folder per version, outside PATH.
public final class PostgresInstallation {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

  private PostgresInstallation() {}

  /// The newest version; empty if none is installed.
  public static Optional<Path> newest() {
    if (!Files.isDirectory(VERSIONS)) return Optional.empty();
    try (Stream<Path> all = Files.list(VERSIONS)) {
      return all.map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.comparingInt(PostgresInstallation::version));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Path folder() {
    return newest()
        .orElseThrow(() ->
            new IllegalStateException(
                "PostgreSQL is not installed: sudo apt-get install postgresql"));
  }

  private static int version(Path bin) {
    return Integer.parseInt(bin.getName(bin.getNameCount() - 2).toString());
  }
}
