package io.surgetank.core.intake;

import java.nio.charset.StandardCharsets;

/// Reads JSON strings: strict UTF-8, no lone surrogates, no NUL, so that every store, log and
/// language downstream can represent them.
final class JsonStrings {
  private static final char REPLACEMENT = '\uFFFD';

  private JsonStrings() {}

  /// Reads from after the opening quote to after the closing one.
  static String read(JsonCursor cursor) throws JsonSyntaxException {
    byte[] in = cursor.in;
    int from = cursor.at;
    int at = from;
    // Nearly all strings are plain ASCII; everything else is below 0x20 as a signed byte, or a
    // backslash.
    while (at < cursor.end && in[at] >= 0x20 && in[at] != '"' && in[at] != '\\') at++;
    var plain = new String(in, from, at - from, StandardCharsets.ISO_8859_1);
    cursor.at = at;
    if (at < cursor.end && in[at] == '"') {
      cursor.at++;
      return plain;
    }
    return readRest(cursor, new StringBuilder(plain));
  }

  private static String readRest(JsonCursor cursor, StringBuilder text) throws JsonSyntaxException {
    while (cursor.at < cursor.end) {
      byte b = cursor.in[cursor.at];
      if (b == '"') {
        cursor.at++;
        return text.toString();
      } else if (b == '\\') {
        escape(cursor, text);
      } else if (b < 0) {
        text.appendCodePoint(codePoint(cursor));
      } else if (b < 0x20) {
        throw cursor.malformed(
            "control character in a string; write it as an escape such as \\n or \\u%04X"
                .formatted((int) b));
      } else {
        text.append((char) b);
        cursor.at++;
      }
    }
    throw cursor.malformed("unexpected end of text in a string; close it with \"");
  }

  private static void escape(JsonCursor cursor, StringBuilder text) throws JsonSyntaxException {
    int start = cursor.at;
    if (start + 1 >= cursor.end) throw cursor.malformed("unexpected end of text in an escape");
    cursor.at += 2;
    switch (cursor.in[start + 1]) {
      case '"' -> text.append('"');
      case '\\' -> text.append('\\');
      case '/' -> text.append('/');
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'n' -> text.append('\n');
      case 'r' -> text.append('\r');
      case 't' -> text.append('\t');
      case 'u' -> unicode(cursor, start, text);
      default -> {
        cursor.at = start;
        throw cursor.malformed(
            "invalid escape; a backslash must be followed by one of \" \\ / b f n r t u");
      }
    }
  }

  private static void unicode(JsonCursor cursor, int start, StringBuilder text)
      throws JsonSyntaxException {
    char first = hex(cursor);
    if (first == 0) {
      cursor.addViolation(start, "a NUL character (\\u0000) cannot be stored; remove it");
      text.append(REPLACEMENT);
      return;
    }
    if (!Character.isSurrogate(first)) {
      text.append(first);
      return;
    }
    boolean followed =
        cursor.at + 1 < cursor.end
            && cursor.in[cursor.at] == '\\'
            && cursor.in[cursor.at + 1] == 'u';
    if (Character.isHighSurrogate(first) && followed) {
      int second = cursor.at;
      cursor.at += 2;
      char low = hex(cursor);
      if (Character.isLowSurrogate(low)) {
        text.append(first).append(low);
        return;
      }
      cursor.at = second;
    }
    cursor.addViolation(
        start,
        "\\u%04X is a lone surrogate, half of a UTF-16 pair; write both halves or the character itself"
            .formatted((int) first));
    text.append(REPLACEMENT);
  }

  private static char hex(JsonCursor cursor) throws JsonSyntaxException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = cursor.at < cursor.end ? Character.digit(cursor.in[cursor.at], 16) : -1;
      if (digit < 0) throw cursor.malformed("\\u must be followed by four hexadecimal digits");
      value = (value << 4) | digit;
      cursor.at++;
    }
    return (char) value;
  }

  /// One character of two to four bytes, by the table of RFC 3629: nothing overlong, no surrogate,
  /// nothing past U+10FFFF.
  private static int codePoint(JsonCursor cursor) throws JsonSyntaxException {
    int first = cursor.in[cursor.at] & 0xFF;
    int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    if (first < 0xC2 || first > 0xF4 || cursor.at + more >= cursor.end) throw notUtf8(cursor);
    int point = first & (0x3F >> more);
    for (int i = 1; i <= more; i++) {
      int next = cursor.in[cursor.at + i];
      if ((next & 0xC0) != 0x80) throw notUtf8(cursor);
      point = (point << 6) | (next & 0x3F);
    }
    int least = more == 3 ? 0x10000 : more == 2 ? 0x800 : 0x80;
    if (point < least || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
      throw notUtf8(cursor);
    cursor.at += more + 1;
    return point;
  }

  static JsonSyntaxException notUtf8(JsonCursor cursor) {
    return cursor.malformed(
        "byte 0x%02X is not valid UTF-8 here; send the body encoded as UTF-8"
            .formatted(cursor.in[cursor.at] & 0xFF));
  }
}
