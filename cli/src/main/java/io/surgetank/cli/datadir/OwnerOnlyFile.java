package io.surgetank.cli.datadir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// Writes small files that only their owner can read.
final class OwnerOnlyFile {
  private static final boolean IS_POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /// Set when a file is created: restricting it later would let others open it in between.
  private static final FileAttribute<?>[] OWNER_ONLY =
      IS_POSIX
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
          }
          : new FileAttribute<?>[0];

  private OwnerOnlyFile() {}

  /// Atomic and durable: readers see the old text or the new, also after a power failure. Throws
  /// [UncheckedIOException].
  static void write(Path file, String text) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, OWNER_ONLY);
      Files.write(
          fresh,
          text.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.WRITE,
          StandardOpenOption.SYNC);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      sync(file.getParent());
    } catch (IOException unwritten) {
      throw new UncheckedIOException("cannot write " + file, unwritten);
    }
  }

  /// Makes the rename durable. Only POSIX systems can open a folder.
  private static void sync(@Nullable Path folder) throws IOException {
    if (folder == null || !IS_POSIX) return;
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
