package io.surgetank.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// The body of one request being received. Memory grows with the bytes received, not with the
/// length announced.
final class RequestBodyBuffer {
  private static final int FIRST_BYTES = 16 * 1024;

  private final int bound;
  private byte[] bytes;
  private int length;

  /// @param bound the maximum length
  RequestBodyBuffer(int bound) {
    this.bound = bound;
    this.bytes = new byte[Math.min(bound, 1024)];
  }

  /// The memory needed after `more` bytes.
  int neededFor(int more) {
    int needed = length + more;
    if (needed <= bytes.length) return bytes.length;
    return (int) Math.min(bound, Math.max(needed, Math.max(FIRST_BYTES, bytes.length * 2L)));
  }

  void take(ByteBuf in, int more) {
    int needed = neededFor(more);
    if (needed > bytes.length) bytes = Arrays.copyOf(bytes, needed);
    in.readBytes(bytes, length, more);
    length += more;
  }

  int length() {
    return length;
  }

  byte[] whole() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}
