package io.surgetank.sqlite;

import io.surgetank.core.maintenance.StoreProblem.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/// Finds files of a data folder that other users can read or change, or that its owner cannot.
final class FolderPermissions {
  /// Files of the server, beside those of the store.
  private static final Set<String> OF_SERVER =
      Set.of("operator.token", "server.json", ApiKeysFile.NAME);

  private final Path folder;
  private final Problems problems;

  FolderPermissions(Path folder, Problems problems) {
    this.folder = folder;
    this.problems = problems;
  }

  void check() throws IOException {
    if (!FileSync.isPosix(folder)) return;
    String owner = Files.getOwner(folder).getName();
    List<Path> entries;
    try (var files = Files.list(folder)) {
      entries = files.filter(FolderPermissions::isOurs).sorted().toList();
    }
    for (Path file : entries) check(file, owner);
  }

  private static boolean isOurs(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith("surgetank.") || OF_SERVER.contains(name);
  }

  private void check(Path file, String owner) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      add(file, "is not a regular file");
      return;
    }
    Set<PosixFilePermission> permissions =
        Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
    if (!OwnerOnlyFiles.PERMISSIONS.containsAll(permissions))
      add(
          file,
          "other users can use it (%s); the next start of a server, or chmod 600, ends that"
              .formatted(PosixFilePermissions.toString(permissions)));
    String user = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName();
    if (!user.equals(owner)) add(file, "belongs to %s, the folder to %s".formatted(user, owner));
  }

  private void add(Path file, String error) {
    problems.add(Kind.PERMISSIONS, String.valueOf(file.getFileName()), error);
  }
}
