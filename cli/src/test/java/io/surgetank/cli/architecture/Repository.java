package io.surgetank.cli.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The repository that this test runs in.
final class Repository {
  private Repository() {}

  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      Path parent = folder.getParent();
      if (parent == null) throw new IllegalStateException("not inside the repository");
      folder = parent;
    }
    return folder;
  }

  static List<Path> javaFiles() {
    try (Stream<Path> all = Files.walk(root())) {
      return all.filter(path -> path.toString().endsWith(".java"))
          .filter(path -> path.toString().matches(".*/src/(main|test)/java/.*"))
          .filter(path -> !path.toString().contains("/target/"))
          // npm installs tools that contain Java files.
          .filter(path -> !path.toString().contains("/node_modules/"))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static String readme() {
    try {
      return Files.readString(root().resolve("README.md"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("README.md cannot be read", unreadable);
    }
  }
}
