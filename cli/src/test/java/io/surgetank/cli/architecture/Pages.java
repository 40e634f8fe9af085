package io.surgetank.cli.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The Markdown pages of the repository.
final class Pages {
  private Pages() {}

  /// All pages but the change log, relative to the repository.
  static List<Path> all() {
    Path root = Repository.root();
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .map(root::relativize)
          .filter(page -> !page.toString().matches("(.*/)?(target|node_modules|\\.git)/.*"))
          .filter(page -> !page.endsWith("CHANGELOG.md"))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static String text(Path page) {
    try {
      return Files.readString(Repository.root().resolve(page));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
