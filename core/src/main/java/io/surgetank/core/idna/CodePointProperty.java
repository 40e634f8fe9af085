package io.surgetank.core.idna;

import java.text.Normalizer;
import java.util.Locale;

/// Whether a code point may be in a label: the derived property of RFC 5892 (section 3), computed
/// from the Unicode data of the JDK. A table would be that of an old version of Unicode.
enum CodePointProperty {
  VALID,
  /// Allowed where a rule of the code point's context is met.
  CONTEXT,
  DISALLOWED;

  static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int DOTLESS_I = 0x131;

  static CodePointProperty of(int codePoint) {
    return switch (codePoint) {
      // Exceptions (2.6), and the join controls.
      case 0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007 -> VALID;
      case 0xB7, 0x375, 0x5F3, 0x5F4, 0x30FB, ZERO_WIDTH_NON_JOINER, ZERO_WIDTH_JOINER -> CONTEXT;
      case 0x640, 0x7FA, 0x302E, 0x302F, 0x303B -> DISALLOWED;
      default -> ofRange(codePoint);
    };
  }

  private static CodePointProperty ofRange(int c) {
    if (isIn(c, 0x660, 0x669) || isIn(c, 0x6F0, 0x6F9)) return CONTEXT;
    if (c < 0x80) return c == '-' || isIn(c, '0', '9') || isIn(c, 'a', 'z') ? VALID : DISALLOWED;
    boolean isDisallowed =
        isIn(c, 0x3031, 0x3035)
            || isOldHangul(c)
            || isDefaultIgnorable(c)
            || isInIgnorableBlock(c)
            || !isLetterOrDigit(c)
            || isUnstable(c);
    return isDisallowed ? DISALLOWED : VALID;
  }

  private static boolean isLetterOrDigit(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.LOWERCASE_LETTER,
          Character.UPPERCASE_LETTER,
          Character.OTHER_LETTER,
          Character.MODIFIER_LETTER,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK ->
          true;
      default -> false;
    };
  }

  /// Conjoining letters, which are written as syllables.
  private static boolean isOldHangul(int c) {
    return isIn(c, 0x1100, 0x11FF) || isIn(c, 0xA960, 0xA97C) || isIn(c, 0xD7B0, 0xD7FB);
  }

  /// Those among letters, digits and marks.
  private static boolean isDefaultIgnorable(int c) {
    return c == 0x34F
        || isIn(c, 0x17B4, 0x17B5)
        || isIn(c, 0x180B, 0x180F)
        || isIn(c, 0xFE00, 0xFE0F)
        || isIn(c, 0xE0100, 0xE01EF);
  }

  private static boolean isInIgnorableBlock(int c) {
    return isIn(c, 0x20D0, 0x20FF) || isIn(c, 0x1D100, 0x1D24F);
  }

  /// Whether normalization or case folding changes it.
  private static boolean isUnstable(int codePoint) {
    String text = Character.toString(codePoint);
    return !normalized(folded(normalized(text))).equals(text);
  }

  private static String normalized(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  /// Unicode's case folding: the lower case of the upper case, but for the letters that fold to
  /// another.
  private static String folded(String text) {
    int first = text.codePointAt(0);
    if (first == DOTLESS_I) return text;
    String upper = text.toUpperCase(Locale.ROOT);
    boolean isCherokee = Character.UnicodeScript.of(first) == Character.UnicodeScript.CHEROKEE;
    return isCherokee ? upper : upper.toLowerCase(Locale.ROOT);
  }

  private static boolean isIn(int codePoint, int first, int last) {
    return codePoint >= first && codePoint <= last;
  }
}
