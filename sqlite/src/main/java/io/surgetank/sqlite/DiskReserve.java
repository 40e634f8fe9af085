package io.surgetank.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/// Space kept for a start on a full disk. SQLite needs some to open, and so do the results of the
/// jobs that wait; without it a full disk could only be worked off after somebody made space.
final class DiskReserve {
  private static final int BLOCK = 64 * 1024;

  private final Path file;
  private final long bytes;

  DiskReserve(Path folder, long bytes) {
    this.file = folder.resolve("surgetank.reserve");
    this.bytes = bytes;
  }

  /// Gives the space back when there is less left than was kept.
  void releaseIfShort(long usableBytes) throws IOException {
    if (usableBytes < bytes && Files.deleteIfExists(file)) FileSync.folder(parent());
  }

  /// Keeps the space, when there is plenty of it. A disk that fills up meanwhile gets it back.
  void keepIfPlenty(long usableBytes) {
    try {
      if (usableBytes < 16 * bytes || (Files.exists(file) && Files.size(file) >= bytes)) return;
      fill();
    } catch (IOException unkept) {
      drop();
    }
  }

  /// With random bytes: a file system that compresses would keep no space for zeros.
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
      // Tried again at the next look.
      return;
    }
  }

  private Path parent() {
    Path folder = file.getParent();
    return folder == null ? Path.of(".") : folder;
  }
}
