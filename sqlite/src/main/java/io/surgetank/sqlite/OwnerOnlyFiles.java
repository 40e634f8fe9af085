package io.surgetank.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/// How files and folders are created, so that only their owner can read them: payloads may contain
/// personal data.
final class OwnerOnlyFiles {
  static final Set<StandardOpenOption> NEW_OR_OLD =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

  static final Set<PosixFilePermission> PERMISSIONS = PosixFilePermissions.fromString("rw-------");

  private static final Set<PosixFilePermission> FOLDER_PERMISSIONS =
      PosixFilePermissions.fromString("rwx------");

  private OwnerOnlyFiles() {}

  /// For a new file.
  static FileAttribute<?>[] attributes(Path file) {
    return attributes(file, PERMISSIONS);
  }

  /// For a new folder.
  static FileAttribute<?>[] folderAttributes(Path folder) {
    return attributes(folder, FOLDER_PERMISSIONS);
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
    return FileSync.isPosix(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  /// Creates the folder and its parents durably. Returns those created, outermost first; creates
  /// none if one of them cannot be created.
  static List<Path> createFolders(Path folder) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path path = folder.toAbsolutePath();
        path != null && !Files.isDirectory(path);
        path = path.getParent()) missing.push(path);
    var created = new ArrayList<Path>();
    try {
      for (Path path : missing) {
        Files.createDirectory(path, folderAttributes(path));
        created.add(path);
        Path parent = path.getParent();
        if (parent != null) FileSync.folder(parent);
      }
      return created;
    } catch (IOException failed) {
      removeFolders(created);
      throw failed;
    }
  }

  /// Removes what [#createFolders] created, as far as the folders are empty.
  static void removeFolders(List<Path> created) {
    try {
      for (Path path : created.reversed()) Files.delete(path);
    } catch (IOException left) {
      // Another process uses it, or the disk has failed; the original failure is reported.
      return;
    }
  }
}
