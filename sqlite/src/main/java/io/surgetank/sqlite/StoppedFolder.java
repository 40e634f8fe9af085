package io.surgetank.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Keeps servers from starting on a folder while its files are read. It only takes shared locks and
/// changes nothing. For a folder that no server in this process uses: closing a file releases all
/// of a process's locks on it.
final class StoppedFolder implements AutoCloseable {
  private final List<FileChannel> locked = new ArrayList<>();

  private StoppedFolder() {}

  /// Throws with a message for the operator if a server uses the folder.
  static StoppedFolder lock(Path folder) throws IOException {
    var stopped = new StoppedFolder();
    try {
      stopped.lock(folder.resolve(DataFolderLock.LOCK_FILE), 0, Long.MAX_VALUE);
      stopped.lock(folder.resolve(DataFolderLock.DATABASE), DataFolderLock.LOCKED_BYTE, 1);
      return stopped;
    } catch (IOException inUse) {
      stopped.close();
      throw inUse;
    }
  }

  private void lock(Path file, long at, long bytes) throws IOException {
    if (!Files.isRegularFile(file)) return;
    var channel = FileChannel.open(file, StandardOpenOption.READ);
    locked.add(channel);
    try {
      if (channel.tryLock(at, bytes, true) != null) return;
    } catch (OverlappingFileLockException heldInThisProcess) {
      throw inUse(file);
    }
    throw inUse(file);
  }

  private static IOException inUse(Path file) {
    return new IOException(
        "a server is running on %s; stop it, or use `surgetank verify` and `surgetank backup`, which work while it runs"
            .formatted(file.toAbsolutePath().getParent()));
  }

  @Override
  public void close() throws IOException {
    for (FileChannel channel : locked) channel.close();
  }
}
