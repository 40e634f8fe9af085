package io.surgetank.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// Collects the bytes of one head, until the empty line that ends it. Lines end with CR LF: a bare
/// LF, which a recipient may take, is refused, since gateways differ about it (RFC 9112, 2.2).
final class HeadReader {
  /// Most heads arrive together with their bodies, which must not be copied twice.
  private static final int PIECE = 1_024;

  /// Before the request line; some clients send one after a body (RFC 9112, 2.2).
  private static final int MAX_EMPTY_LINES = 4;

  /// How much of the head has been read.
  sealed interface Progress {
    Progress MORE = new NeedMore();

    record NeedMore() implements Progress {}

    /// The head is in these bytes.
    record Complete(byte[] bytes, int from, int to) implements Progress {}

    record Invalid(EarlyResponse early) implements Progress {}
  }

  private byte[] bytes = new byte[0];
  private int length;
  private int scanned;
  private int start;
  private int lineStart;
  private int lines;
  private int emptyLines;

  /// Reads from `in` what belongs to the head.
  Progress read(ByteBuf in) {
    while (in.isReadable()) {
      int take = Math.min(in.readableBytes(), Math.min(PIECE, HttpLimits.MAX_HEAD_BYTES - length));
      if (take == 0)
        return new Progress.Invalid(lines == 0 ? EarlyResponse.TARGET : EarlyResponse.HEADERS);
      if (length + take > bytes.length)
        bytes = Arrays.copyOf(bytes, Math.max(length + take, 2 * bytes.length));
      in.readBytes(bytes, length, take);
      length += take;
      Progress progress = scan();
      if (progress instanceof Progress.Complete)
        in.readerIndex(in.readerIndex() - length + scanned);
      if (progress != Progress.MORE) return progress;
    }
    return Progress.MORE;
  }

  private Progress scan() {
    for (; scanned < length; scanned++) {
      byte each = bytes[scanned];
      if (each == '\n') {
        if (scanned == lineStart || bytes[scanned - 1] != '\r')
          return new Progress.Invalid(EarlyResponse.MALFORMED);
        boolean empty = scanned - 1 == lineStart;
        if (empty && lines > 0) return whole();
        Progress progress = empty ? skipEmpty() : line();
        if (progress != Progress.MORE) return progress;
        lineStart = scanned + 1;
      } else if (lines == 0) {
        // Not a request line, but for example TLS.
        if (each >= 0 && each < ' ' && each != '\r')
          return new Progress.Invalid(EarlyResponse.MALFORMED);
        if (scanned - lineStart > HttpLimits.MAX_REQUEST_LINE_BYTES)
          return new Progress.Invalid(EarlyResponse.TARGET);
      }
    }
    return Progress.MORE;
  }

  private Progress whole() {
    scanned++;
    return new Progress.Complete(bytes, start, scanned - 2);
  }

  private Progress skipEmpty() {
    start = scanned + 1;
    return ++emptyLines > MAX_EMPTY_LINES
        ? new Progress.Invalid(EarlyResponse.MALFORMED)
        : Progress.MORE;
  }

  private Progress line() {
    return ++lines > 1 + HttpLimits.MAX_HEADERS
        ? new Progress.Invalid(EarlyResponse.HEADERS)
        : Progress.MORE;
  }

  /// Whether any byte of a head has been read.
  boolean hasBegun() {
    return length > 0;
  }

  /// The memory used by the bytes read so far.
  int heldBytes() {
    return bytes.length;
  }
}
