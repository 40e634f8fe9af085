package io.surgetank.sqlite.log;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/// A group of records as it is in a segment: a header with a checksum, the content, and zeros up to
/// a multiple of 8 bytes. All numbers are big-endian.
///
/// @param store identifies the store, so that files of two stores are not mixed
/// @param number of the group, one more than that of the group before
record LogFrame(long store, long number, ByteBuffer content) {
  private static final int MAGIC = 0x7375_6c31; // "sul1", the first version of the format
  private static final int LENGTH_AT = 4;
  private static final int STORE_AT = 8;
  private static final int NUMBER_AT = 16;
  private static final int CRC_AT = 24;

  static final int HEADER = 32;
  static final int ALIGNMENT = 8;

  /// The size of a frame with a content of this length.
  static int size(int length) {
    return (HEADER + length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /// Completes a frame in place: the content is in the buffer from [#HEADER] to its position. The
  /// buffer is then ready to be written.
  static void complete(ByteBuffer frame, long store, long number) {
    int length = frame.position() - HEADER;
    while (frame.position() % ALIGNMENT != 0) frame.put((byte) 0);
    frame.putInt(0, MAGIC).putInt(LENGTH_AT, length).putLong(STORE_AT, store);
    frame.putLong(NUMBER_AT, number).putLong(CRC_AT, checksum(frame, 0, length));
    frame.flip();
  }

  /// The frame at this index; empty if there is none or it is incomplete or damaged.
  static Optional<LogFrame> read(ByteBuffer segment, int at) {
    if (segment.limit() - at < HEADER || segment.getInt(at) != MAGIC) return Optional.empty();
    int length = segment.getInt(at + LENGTH_AT);
    if (length < 0 || length > segment.limit() - at - HEADER) return Optional.empty();
    if (segment.getLong(at + CRC_AT) != checksum(segment, at, length)) return Optional.empty();
    return Optional.of(
        new LogFrame(
            segment.getLong(at + STORE_AT),
            segment.getLong(at + NUMBER_AT),
            segment.slice(at + HEADER, length)));
  }

  private static long checksum(ByteBuffer buffer, int at, int length) {
    var crc = new CRC32C();
    crc.update(buffer.slice(at, CRC_AT));
    crc.update(buffer.slice(at + HEADER, length));
    return crc.getValue();
  }
}
