package io.surgetank.sqlite.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A file of the log, which is filled from the beginning and used again when its groups are in the
/// tables. It is allocated in steps and never becomes shorter: a sync of a file that keeps its size
/// is about twice as fast (measured).
final class LogSegment implements AutoCloseable {
  private static final int STEP = 1024 * 1024;

  private final FileChannel channel;
  private long position;
  private long allocated;

  LogSegment(FileChannel channel) throws IOException {
    this.channel = channel;
    this.allocated = channel.size();
  }

  /// The bytes used.
  long used() {
    return position;
  }

  /// The next group is written at the beginning.
  void reset() {
    position = 0;
  }

  /// Writes the frame and syncs it.
  void append(ByteBuffer frame) throws IOException {
    allocate(position + frame.remaining());
    while (frame.hasRemaining()) position += channel.write(frame, position);
    channel.force(false);
  }

  private void allocate(long end) throws IOException {
    while (allocated < end) {
      var zeros = ByteBuffer.allocate(STEP);
      while (zeros.hasRemaining()) allocated += channel.write(zeros, allocated);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
