package io.surgetank.proof.durability;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files of a store as a kill of its process leaves them.
final class KilledFiles {
  /// SQLite recreates it; the locks in it belong to the killed process.
  private static final String SHARED_MEMORY = "-shm";

  private KilledFiles() {}

  /// Copies them while the store is open.
  ///
  /// @param channel of this process, whose other threads must wait until the files are copied
  static void copy(Path from, Path to, RecorderChannel channel) throws IOException {
    Files.createDirectories(to);
    channel.stopThreads();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
      for (Path file : files)
        if (!file.toString().endsWith(SHARED_MEMORY))
          Files.copy(file, to.resolve(file.getFileName()));
    } finally {
      channel.continueThreads();
    }
  }
}
