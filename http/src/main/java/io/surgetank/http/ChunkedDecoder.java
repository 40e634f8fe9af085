package io.surgetank.http;

import io.netty.buffer.ByteBuf;

/// The chunked coding (RFC 9112, 7.1): sizes in hexadecimal digits only, extensions and trailers
/// discarded, a CR LF after each chunk's data.
final class ChunkedDecoder {
  private enum State {
    SIZE,
    SIZE_BLANK,
    EXTENSION,
    SIZE_LF,
    DATA,
    DATA_CR,
    DATA_LF,
    TRAILER_START,
    TRAILER_NAME,
    TRAILER_VALUE,
    TRAILER_LF,
    END_LF,
    WHOLE,
    MALFORMED
  }

  private State state = State.SIZE;
  private long left;
  private int digits;
  private int overhead;

  /// Reads up to the next byte of data, or to the end.
  void advance(ByteBuf in) {
    while (state != State.DATA && isRunning() && in.isReadable()) {
      state = next(in.readByte());
      // Real clients send far less: a size and three line ends for each chunk.
      if (++overhead > HttpLimits.MAX_CHUNK_OVERHEAD_BYTES) state = State.MALFORMED;
    }
  }

  private boolean isRunning() {
    return state != State.WHOLE && state != State.MALFORMED;
  }

  private State next(byte each) {
    return switch (state) {
      case SIZE -> size(each);
      case SIZE_BLANK -> blank(each);
      case EXTENSION -> each == '\r' ? State.SIZE_LF : inText(each, State.EXTENSION);
      case SIZE_LF -> each == '\n' ? sized() : State.MALFORMED;
      case DATA_CR -> each == '\r' ? State.DATA_LF : State.MALFORMED;
      case DATA_LF -> each == '\n' ? State.SIZE : State.MALFORMED;
      case TRAILER_START -> each == '\r' ? State.END_LF : name(each);
      case TRAILER_NAME -> each == ':' ? State.TRAILER_VALUE : name(each);
      case TRAILER_VALUE -> each == '\r' ? State.TRAILER_LF : inText(each, State.TRAILER_VALUE);
      case TRAILER_LF -> each == '\n' ? State.TRAILER_START : State.MALFORMED;
      case END_LF -> each == '\n' ? State.WHOLE : State.MALFORMED;
      case DATA, WHOLE, MALFORMED -> State.MALFORMED;
    };
  }

  private State size(byte each) {
    int digit = Character.digit(each, 16);
    if (digit >= 0) {
      // Fifteen digits fit a long; more leading zeros have no use.
      if (++digits > 15) return State.MALFORMED;
      left = left * 16 + digit;
      return State.SIZE;
    }
    if (digits == 0) return State.MALFORMED;
    return switch (each) {
      case '\r' -> State.SIZE_LF;
      case ';', ' ', '\t' -> blank(each);
      default -> State.MALFORMED;
    };
  }

  /// Blanks before an extension are "bad whitespace", which is skipped.
  private static State blank(byte each) {
    return switch (each) {
      case ' ', '\t' -> State.SIZE_BLANK;
      case ';' -> State.EXTENSION;
      default -> State.MALFORMED;
    };
  }

  private static State inText(byte each, State same) {
    return each < 0 || (each >= ' ' && each != 0x7F) || each == '\t' ? same : State.MALFORMED;
  }

  private static State name(byte each) {
    return HeadParser.isToken(each) ? State.TRAILER_NAME : State.MALFORMED;
  }

  private State sized() {
    digits = 0;
    return left == 0 ? State.TRAILER_START : State.DATA;
  }

  /// How many of the next bytes are data of the chunk.
  long dataLeft() {
    return state == State.DATA ? left : 0;
  }

  void consumed(int dataBytes) {
    left -= dataBytes;
    // Many small chunks are allowed: only extensions and trailers add up.
    overhead = Math.max(0, overhead - 16 - 2 * dataBytes);
    if (left == 0) state = State.DATA_CR;
  }

  boolean isWhole() {
    return state == State.WHOLE;
  }

  boolean isMalformed() {
    return state == State.MALFORMED;
  }
}
