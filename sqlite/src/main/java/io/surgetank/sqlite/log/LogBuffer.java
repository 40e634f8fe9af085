package io.surgetank.sqlite.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Collects the records of one group: numbers and texts in the order in which [LogContent] reads
/// them. Used again for the next group.
public final class LogBuffer {
  private static final int INITIAL = 64 * 1024;

  /// A larger buffer is not kept.
  private static final int KEPT = 4 * 1024 * 1024;

  private ByteBuffer buffer = ByteBuffer.allocateDirect(INITIAL).position(LogFrame.HEADER);

  public boolean isEmpty() {
    return buffer.position() == LogFrame.HEADER;
  }

  public LogBuffer putByte(int value) {
    reserve(1);
    buffer.put((byte) value);
    return this;
  }

  public LogBuffer putInt(int value) {
    reserve(Integer.BYTES);
    buffer.putInt(value);
    return this;
  }

  public LogBuffer putLong(long value) {
    reserve(Long.BYTES);
    buffer.putLong(value);
    return this;
  }

  /// A text in UTF-8 after its length in bytes; -1 for null.
  public LogBuffer putText(@Nullable String text) {
    if (text == null) return putInt(-1);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    reserve(Integer.BYTES + bytes.length);
    buffer.putInt(bytes.length).put(bytes);
    return this;
  }

  private void reserve(int bytes) {
    // The frame ends with up to 7 zeros.
    if (buffer.remaining() >= bytes + LogFrame.ALIGNMENT) return;
    int size = Math.max(buffer.capacity() * 2, buffer.position() + bytes + LogFrame.ALIGNMENT);
    buffer = ByteBuffer.allocateDirect(size).put(buffer.flip());
  }

  /// Completes the frame.
  ByteBuffer frame(long store, long number) {
    LogFrame.complete(buffer, store, number);
    return buffer;
  }

  /// Removes all records.
  public void clear() {
    if (buffer.capacity() > KEPT) buffer = ByteBuffer.allocateDirect(INITIAL);
    buffer.clear().position(LogFrame.HEADER);
  }
}
