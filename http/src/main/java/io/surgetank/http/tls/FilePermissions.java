package io.surgetank.http.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/// Whether other users of this machine have access to a file. Always no on systems without POSIX
/// permissions, and for files that do not exist.
public final class FilePermissions {
  private static final Set<PosixFilePermission> WRITE =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private FilePermissions() {}

  /// Whether another user, also one of the file's group, can read or replace it.
  public static boolean areOpenToGroup(Path file) {
    return areOpenToOthers(file) || has(file, Set.of(PosixFilePermission.GROUP_READ));
  }

  /// Whether all users can read it, or another user can replace it. Reading by a group is usual for
  /// private keys that several programs use.
  public static boolean areOpenToOthers(Path file) {
    return areWritable(file) || has(file, Set.of(PosixFilePermission.OTHERS_READ));
  }

  /// Whether another user can replace it.
  public static boolean areWritable(Path file) {
    return has(file, WRITE);
  }

  private static boolean has(Path file, Set<PosixFilePermission> some) {
    try {
      return Files.getPosixFilePermissions(file).stream().anyMatch(some::contains);
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }
}
