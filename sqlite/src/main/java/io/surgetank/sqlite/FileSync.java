package io.surgetank.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Syncs what SQLite does not: folders, and what an earlier process may have left only in the page
/// cache.
final class FileSync {
  private static final int BLOCK = 1024 * 1024;

  private FileSync() {}

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
