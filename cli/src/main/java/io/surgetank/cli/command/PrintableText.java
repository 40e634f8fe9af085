package io.surgetank.cli.command;

import java.util.HexFormat;

/// Makes untrusted text safe for a terminal: it cannot move the cursor, change colours or the
/// writing direction, or fake another line. Unsafe characters are shown as JSON escapes. Everything
/// that commands print goes through here.
final class PrintableText {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private PrintableText() {}

  /// Text of several lines.
  static String text(String text) {
    return escaped(text, "\n\t");
  }

  /// Text within a line.
  static String line(String text) {
    return escaped(text, "");
  }

  private static String escaped(String text, String kept) {
    if (text.codePoints().allMatch(c -> isHarmless(c, kept))) return text;
    var clean = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          if (isHarmless(c, kept)) clean.appendCodePoint(c);
          else
            for (char unit : Character.toChars(c))
              clean.append("\\u").append(HexFormat.of().toHexDigits(unit));
        });
    return clean.toString();
  }

  private static boolean isHarmless(int c, String kept) {
    if (kept.indexOf(c) >= 0) return true;
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      // Direction marks and other invisible characters. The joiners are part of words and emoji.
      case Character.FORMAT -> c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER;
      default -> true;
    };
  }
}
