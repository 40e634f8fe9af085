package io.surgetank.sqlite;

import io.surgetank.core.event.StoreCondition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// Space reserved for a start on a full disk. SQLite needs some to open, and so do the results of
/// waiting jobs; without it, jobs on a full disk could not be processed until an operator freed
/// space.
final class DiskReserve {
  private static final int BLOCK = 64 * 1024;

  private final Path file;
  private final long bytes;

  /// With this much free space, reserving some leaves enough to accept jobs.
  private final long plentyBytes;

  /// @param minFreeBytes with less free space, no jobs are accepted
  DiskReserve(Path folder, long minFreeBytes) {
    this.file = folder.resolve("surgetank.reserve");
    this.bytes = minFreeBytes / 8;
    this.plentyBytes = minFreeBytes + bytes;
  }

  /// Releases the space if less is free than is reserved.
  void releaseIfShort(long usableBytes) throws IOException {
    if (usableBytes < bytes && Files.deleteIfExists(file)) FileSync.folder(parent());
  }

  /// Reports whether the space is missing and cannot be reserved for now. Writes nothing.
  void report(long usableBytes, StoreConditions conditions) {
    if (usableBytes >= plentyBytes || isKept()) conditions.end(StoreCondition.NO_RESERVE);
    else
      conditions.begin(
          StoreCondition.NO_RESERVE,
          missing(
              "%d MiB are free, %d are needed".formatted(mebi(usableBytes), mebi(plentyBytes))));
  }

  /// Reserves the space if plenty is free; releases it if the disk fills up meanwhile.
  void keepIfPlenty(long usableBytes, StoreConditions conditions) {
    if (usableBytes >= plentyBytes && !isKept())
      try {
        fill();
      } catch (IOException unkept) {
        drop();
        conditions.begin(StoreCondition.NO_RESERVE, missing(String.valueOf(unkept.getMessage())));
        return;
      }
    report(usableBytes, conditions);
  }

  private boolean isKept() {
    try {
      return Files.size(file) >= bytes;
    } catch (IOException missing) {
      return false;
    }
  }

  private String missing(String why) {
    return file.getFileName()
        + " cannot be written ("
        + why
        + "): if the disk is full, the next start may fail; it is written when there is space";
  }

  private static long mebi(long bytes) {
    return bytes >> 20;
  }

  /// With random bytes: a compressing file system would reserve no space for zeros.
  private void fill() throws IOException {
    var random = new SplittableRandom(bytes);
    byte[] block = new byte[BLOCK];
    try (var channel =
        FileChannel.open(file, OwnerOnlyFiles.NEW_OR_OLD, OwnerOnlyFiles.attributes(file))
            .truncate(0)) {
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
      // Tried again by the next call.
      return;
    }
  }

  private Path parent() {
    Path folder = file.getParent();
    return folder == null ? Path.of(".") : folder;
  }
}
