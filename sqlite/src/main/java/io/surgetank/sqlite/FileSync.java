package io.surgetank.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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

/// Syncs what SQLite does not: folders, and what an earlier process may have left only in the page
/// cache.
final class FileSync {
  private static final int BLOCK = 1024 * 1024;

  static final Set<StandardOpenOption> NEW_OR_OLD =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

  static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

  private FileSync() {}

  /// Permissions for new files: only the owner may read them.
  static FileAttribute<?>[] ownerOnly(Path file) {
    return isPosix(file)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  /// Creates the folder and its parents durably, for the owner only. Returns those created,
  /// outermost first; creates none if one of them cannot be created.
  static List<Path> createFolders(Path folder) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path path = folder.toAbsolutePath();
        path != null && !Files.isDirectory(path);
        path = path.getParent()) missing.push(path);
    var created = new ArrayList<Path>();
    try {
      for (Path path : missing) {
        Files.createDirectory(path, ownerOnlyFolder(path));
        created.add(path);
        Path parent = path.getParent();
        if (parent != null) folder(parent);
      }
      return created;
    } catch (IOException failed) {
      removeCreated(created);
      throw failed;
    }
  }

  static FileAttribute<?>[] ownerOnlyFolder(Path path) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  /// Removes what [#createFolders] created, as far as the folders are empty.
  static void removeCreated(List<Path> created) {
    try {
      for (Path path : created.reversed()) Files.delete(path);
    } catch (IOException left) {
      // Another process uses it, or the disk has failed; the original failure is reported.
      return;
    }
  }

  /// Syncs the folder's entries: names created, replaced and removed.
  static void folder(Path folder) throws IOException {
    // Other systems cannot open a folder, and do not need this.
    if (!isPosix(folder)) return;
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Syncs the file's content and size. Does nothing if the file does not exist.
  static void file(Path file) throws IOException {
    if (!Files.exists(file)) return;
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /// Rewrites every byte of the file with what is read from it, and syncs it.
  ///
  /// After a failed sync, the kernel keeps the unwritten pages in the page cache and marks them
  /// clean: they can be read, but no later sync writes them. Only writing them again does.
  static void rewrite(Path file) throws IOException {
    if (!Files.exists(file)) return;
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var block = ByteBuffer.allocate(BLOCK);
      for (long at = 0; at < channel.size(); ) {
        int read = channel.read(block.clear(), at);
        if (read <= 0) break;
        block.flip();
        while (block.hasRemaining()) at += channel.write(block, at);
      }
      channel.force(true);
    }
  }

  static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
