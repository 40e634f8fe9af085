package io.surgetank.cli.architecture;

import io.surgetank.deploy.infra.Infra;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The repository that this test runs in.
final class Repository {
  private static final Set<String> GENERATED_FOLDERS =
      Set.of(".git", "target", "data", "node_modules", ".terraform");

  private static final Pattern TEXT_FILE =
      Pattern.compile(
          ".+\\.(java|md|xml|ya?ml|json|html|tf|txt|properties|sh|lua|py|js|config)|run|surgetank");

  private Repository() {}

  static Path root() {
    return Infra.root();
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

  /// Files that people write: code, configuration, docs. Not what builds create or tools lock.
  static List<Path> textFiles() throws IOException {
    var files = new ArrayList<Path>();
    Files.walkFileTree(
        root(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return GENERATED_FOLDERS.contains(String.valueOf(folder.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = String.valueOf(file.getFileName());
            if (TEXT_FILE.matcher(name).matches() && !name.contains("-lock.")) files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  static String readme() {
    try {
      return Files.readString(root().resolve("README.md"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("README.md cannot be read", unreadable);
    }
  }
}
