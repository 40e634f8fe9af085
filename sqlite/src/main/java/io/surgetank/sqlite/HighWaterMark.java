package io.surgetank.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The position of the store, in a small separate file: a log that lost its end looks like a
/// shorter log, so the loss can only be detected elsewhere. It is written after each commit and
/// before the acknowledgement, in two slots in turn, each with a checksum, so that one is always
/// intact; it is synced with each checkpoint (every 0.2 s under load) and at the end. It is never
/// ahead of the synced log, so a store that is behind it has lost commits. It cannot detect the
/// loss of the last commits before a power failure, when its own last writes had not reached the
/// disk.
final class HighWaterMark implements AutoCloseable {
  private static final long MAGIC = 0x7375_7267_6d61_726bL; // "surgmark"
  private static final int BYTES = 5 * Long.BYTES;

  /// Distance of the slots: a torn write damages at most one.
  private static final long SLOT_DISTANCE = 4096;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES);
  private long number;
  private StorePosition last = StorePosition.NONE;

  /// The mark as it was when the file was opened.
  private final Optional<StorePosition> found;

  private HighWaterMark(FileChannel channel) throws IOException {
    this.channel = channel;
    Optional<StorePosition> newest = Optional.empty();
    long newestNumber = 0;
    for (long at : new long[] {0, SLOT_DISTANCE}) {
      Optional<StorePosition> position = read(at);
      if (position.isEmpty() || number < newestNumber) continue;
      newest = position;
      newestNumber = number;
    }
    number = newestNumber;
    found = newest;
  }

  /// Opens the file, or creates it with all the space it needs.
  static HighWaterMark open(Path file) throws IOException {
    boolean isNew = !Files.exists(file);
    FileChannel channel =
        FileChannel.open(file, OwnerOnlyFiles.NEW_OR_OLD, OwnerOnlyFiles.attributes(file));
    try {
      if (channel.size() < 2 * SLOT_DISTANCE) {
        channel.write(ByteBuffer.allocate((int) (2 * SLOT_DISTANCE)), 0);
        channel.force(true);
      }
      Path folder = file.getParent();
      if (isNew && folder != null) FileSync.folder(folder);
      return new HighWaterMark(channel);
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }

  /// The mark in the file, which is not changed. Empty without a file, or if no slot is intact.
  static Optional<StorePosition> read(Path file) throws IOException {
    if (!Files.exists(file)) return Optional.empty();
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new HighWaterMark(channel).found();
    }
  }

  /// Creates the file with this position, and syncs it.
  static void create(Path file, StorePosition position) throws IOException {
    try (var mark = open(file)) {
      mark.write(position);
    }
  }

  /// Empty if no slot is intact.
  Optional<StorePosition> found() {
    return found;
  }

  private Optional<StorePosition> read(long at) throws IOException {
    buffer.clear();
    while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) > 0) {}
    if (buffer.hasRemaining()) return Optional.empty();
    buffer.flip();
    if (buffer.getLong(0) != MAGIC || buffer.getLong(32) != checksum()) return Optional.empty();
    number = buffer.getLong(8);
    return Optional.of(new StorePosition(buffer.getLong(16), buffer.getLong(24)));
  }

  /// Only for the writer's thread.
  void write(StorePosition position) throws IOException {
    if (position.equals(last)) return;
    number++;
    buffer.clear();
    buffer.putLong(MAGIC).putLong(number).putLong(position.accepted()).putLong(position.changes());
    buffer.putLong(checksum()).flip();
    long at = number % 2 * SLOT_DISTANCE;
    while (buffer.hasRemaining()) {
      var _ = channel.write(buffer, at + buffer.position());
    }
    last = position;
  }

  private long checksum() {
    var crc = new CRC32C();
    crc.update(buffer.duplicate().position(0).limit(32));
    return crc.getValue();
  }

  /// For any thread.
  void sync() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      channel.force(true);
    }
  }
}
