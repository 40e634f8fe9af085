package io.surgetank.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/// Space reserved for a start on a full disk. SQLite needs some to open, and so do the results of
/// waiting jobs; without it, jobs on a full disk could not be processed until an operator freed
/// space.
final class DiskReserve {
  private static final int BLOCK = 64 * 1024;

  private final Path file;
  private final long bytes;

  DiskReserve(Path folder, long bytes) {
    this.file = folder.resolve("surgetank.reserve");
    this.bytes = bytes;
  }

  /// Releases the space if less is free than is reserved.
  void releaseIfShort(long usableBytes) throws IOException {
    if (usableBytes < bytes && Files.deleteIfExists(file)) FileSync.folder(parent());
  }

  /// Reserves the space if plenty is free; releases it if the disk fills up meanwhile.
  void keepIfPlenty(long usableBytes) {
    try {
      if (usableBytes < 16 * bytes || (Files.exists(file) && Files.size(file) >= bytes)) return;
      fill();
    } catch (IOException unkept) {
      drop();
    }
  }

  /// With random bytes: a compressing file system would reserve no space for zeros.
  private void fill() throws IOException {
    var random = new SplittableRandom(bytes);
    byte[] block = new byte[BLOCK];
    try (var channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      for (long left = bytes; left > 0; left -= BLOCK) {
        random.nextBytes(block);
        var buffer = ByteBuffer.wrap(block, 0, (int) Math.min(left, BLOCK));
        while (buffer.hasRemaining()) {
          var _ = channel.write(buffer);
        }
      }
      channel.force(true);
    }
  }

  private void drop() {
    try {
      var _ = Files.deleteIfExists(file);
    } catch (IOException left) {
      // Tried again at the next turn.
      return;
    }
  }

  private Path parent() {
    Path folder = file.getParent();
    return folder == null ? Path.of(".") : folder;
  }
}
