package io.surgetank.deploy.infra.terraform;

import io.surgetank.deploy.infra.RequiredTool;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/// The folder that Terraform takes the AWS provider from: a filesystem mirror of the machine.
///
/// The environment variable `SURGETANK_TEST_TERRAFORM_MIRROR` names another one.
final class ProviderMirror {
  static final String VERSION = "5.100.0";

  private static final Path PROVIDER = Path.of("registry.terraform.io/hashicorp/aws", VERSION);
  private static final int DEPTH = 6;

  private static final AtomicReference<Optional<Path>> FOUND = new AtomicReference<>();

  private ProviderMirror() {}

  /// The mirror. Skips the test where there is none with this version.
  static Path require() {
    Optional<Path> found = FOUND.get();
    if (found == null) {
      found = find();
      FOUND.set(found);
    }
    if (found.isEmpty())
      RequiredTool.skip(
          "no filesystem mirror of Terraform has the AWS provider %s; set SURGETANK_TEST_TERRAFORM_MIRROR to one"
              .formatted(VERSION));
    return found.orElseThrow();
  }

  /// The provider itself. Skips the test where there is none with this version.
  static Path program() throws IOException {
    Path folder = require().resolve(PROVIDER);
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("terraform-provider-aws"))
          .filter(Files::isExecutable)
          .filter(Files::isRegularFile)
          .findFirst()
          .orElseThrow(() -> new IOException("no unpacked provider in " + folder));
    }
  }

  private static Optional<Path> find() {
    String named = System.getenv("SURGETANK_TEST_TERRAFORM_MIRROR");
    if (named != null) return Optional.of(Path.of(named)).filter(ProviderMirror::isMirror);
    return Stream.of(
            System.getProperty("user.home") + "/.terraform.d",
            "/opt",
            "/usr/local/share",
            "/usr/local/lib",
            "/usr/share/terraform",
            "/usr/lib/terraform")
        .map(Path::of)
        .filter(Files::isDirectory)
        .flatMap(root -> below(root).stream())
        .findFirst();
  }

  private static boolean isMirror(Path folder) {
    return Files.isDirectory(folder.resolve(PROVIDER));
  }

  /// The first mirror in a folder; what may not be read is passed over.
  private static Optional<Path> below(Path root) {
    var found = new AtomicReference<Optional<Path>>(Optional.empty());
    try {
      Files.walkFileTree(
          root,
          EnumSet.noneOf(java.nio.file.FileVisitOption.class),
          DEPTH,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              if (!isMirror(folder)) return FileVisitResult.CONTINUE;
              found.set(Optional.of(folder));
              return FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
              return FileVisitResult.SKIP_SUBTREE;
            }
          });
    } catch (IOException unreadable) {
      return Optional.empty();
    }
    return found.get();
  }
}
