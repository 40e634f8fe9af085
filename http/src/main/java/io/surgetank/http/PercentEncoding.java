package io.surgetank.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// Percent-encoding in a request's path.
final class PercentEncoding {
  private PercentEncoding() {}

  /// The path with its escapes decoded as UTF-8. Empty if an escape is malformed, the bytes are not
  /// UTF-8, or one is NUL.
  static Optional<String> decode(String rawPath) {
    if (rawPath.indexOf('%') < 0) return Optional.of(rawPath);
    byte[] raw = rawPath.getBytes(StandardCharsets.UTF_8);
    ByteBuffer decoded = ByteBuffer.allocate(raw.length);
    for (int at = 0; at < raw.length; at++) {
      if (raw[at] != '%') {
        decoded.put(raw[at]);
        continue;
      }
      if (at + 2 >= raw.length
          || !HexFormat.isHexDigit(raw[at + 1])
          || !HexFormat.isHexDigit(raw[at + 2])) return Optional.empty();
      int value = HexFormat.fromHexDigit(raw[at + 1]) << 4 | HexFormat.fromHexDigit(raw[at + 2]);
      if (value == 0) return Optional.empty();
      decoded.put((byte) value);
      at += 2;
    }
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }
}
