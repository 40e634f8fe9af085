package io.surgetank.sqlite;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;

/// A folder for its owner only that is removed unless it is completed, also if the process ends by
/// a signal.
final class TemporaryFolder implements AutoCloseable {
  private final Path path;
  private final Thread hook = Thread.ofPlatform().name("remove-copy").unstarted(this::remove);

  private TemporaryFolder(Path path) {
    this.path = path;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// Creates the folder; its parent must exist.
  static TemporaryFolder create(Path path) throws IOException {
    try {
      return new TemporaryFolder(
          Files.createDirectory(path, OwnerOnlyFiles.folderAttributes(path)));
    } catch (FileAlreadyExistsException existing) {
      throw new IOException(
          path
              + " exists already: another copy is being written, or one was interrupted. If no"
              + " other is running, remove it",
          existing);
    }
  }

  /// Creates a folder with a unique name.
  static TemporaryFolder in(Path parent, String prefix) throws IOException {
    FileAttribute<?>[] ownerOnly = OwnerOnlyFiles.folderAttributes(parent);
    return new TemporaryFolder(Files.createTempDirectory(parent, prefix, ownerOnly));
  }

  Path path() {
    return path;
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  /// Makes the folder durable under its final name, which must not exist.
  void complete(Path destination) throws IOException {
    FileSync.folder(path);
    if (Files.exists(destination, LinkOption.NOFOLLOW_LINKS))
      throw new FileAlreadyExistsException(destination.toString());
    Files.move(path, destination, StandardCopyOption.ATOMIC_MOVE);
    Path parent = destination.toAbsolutePath().getParent();
    if (parent != null) FileSync.folder(parent);
  }

  @Override
  public void close() {
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The process is ending, and the hook runs.
      return;
    }
  }

  /// Removes the folder, if it was not completed.
  private void remove() {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) return;
    try (var files = Files.list(path)) {
      for (Path file : files.toList()) Files.deleteIfExists(file);
      Files.deleteIfExists(path);
    } catch (IOException left) {
      // The disk has failed; that is reported.
      return;
    }
  }
}
