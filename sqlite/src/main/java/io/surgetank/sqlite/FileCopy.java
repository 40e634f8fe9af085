package io.surgetank.sqlite;

import io.surgetank.core.maintenance.CopyProgress;
import io.surgetank.core.maintenance.StoreProblem.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// Copies a file into a new one that only its owner may read. Blocks that the disk cannot read are
/// reported and zero in the copy, so that the rest can be used.
final class FileCopy {
  private static final int LARGE = 1024 * 1024;

  /// The usual size of a page of the database.
  private static final int SMALL = 4096;

  private final FileChannel from;
  private final FileChannel to;
  private final Path source;
  private final Problems problems;

  private FileCopy(FileChannel from, FileChannel to, Path source, Problems problems) {
    this.from = from;
    this.to = to;
    this.source = source;
    this.problems = problems;
  }

  static void copy(Path source, Path target, Problems problems, CopyProgress progress)
      throws IOException {
    var isNew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var from = FileChannel.open(source, StandardOpenOption.READ);
        var to = FileChannel.open(target, isNew, OwnerOnlyFiles.attributes(target))) {
      new FileCopy(from, to, source, problems).copy(progress);
    }
  }

  private void copy(CopyProgress progress) throws IOException {
    var block = ByteBuffer.allocateDirect(LARGE);
    long size = from.size();
    for (long at = 0; at < size; at += LARGE) {
      int length = (int) Math.min(LARGE, size - at);
      if (read(block, at, length)) write(block, at);
      else copySmall(block, at, at + length);
      progress.copied(at + length, size);
    }
    to.force(true);
  }

  private void copySmall(ByteBuffer block, long begin, long end) throws IOException {
    for (long at = begin; at < end; at += SMALL) {
      int length = (int) Math.min(SMALL, end - at);
      if (!read(block, at, length)) {
        problems.add(
            Kind.DISK,
            source.getFileName() + ", byte " + at,
            "the disk cannot read %d bytes; they are checked as zeros".formatted(length));
        block.clear();
        while (block.position() < length) block.put((byte) 0);
        block.flip();
      }
      write(block, at);
    }
  }

  /// False if the disk cannot read the block. A file that became shorter has fewer bytes.
  private boolean read(ByteBuffer block, long at, int length) {
    block.clear().limit(length);
    try {
      while (block.hasRemaining() && from.read(block, at + block.position()) > 0) {}
      block.flip();
      return true;
    } catch (IOException unreadable) {
      return false;
    }
  }

  private void write(ByteBuffer block, long at) throws IOException {
    while (block.hasRemaining()) {
      var _ = to.write(block, at + block.position());
    }
  }
}
