package io.surgetank.core.idna;

import java.text.Normalizer;

/// A label in any script (U-label) by RFC 5891, section 4.2.
final class UnicodeLabel {
  private UnicodeLabel() {}

  /// Whether `label`, with a code point outside ASCII, follows all rules.
  static boolean isValid(String label) {
    int[] codePoints = label.codePoints().toArray();
    if (label.startsWith("-") || label.endsWith("-")) return false;
    if (codePoints.length >= 4 && codePoints[2] == '-' && codePoints[3] == '-') return false;
    if (isMark(codePoints[0])) return false;
    for (int at = 0; at < codePoints.length; at++) if (!isAllowed(codePoints, at)) return false;
    return Normalizer.isNormalized(label, Normalizer.Form.NFC) && BidiRule.allows(label);
  }

  private static boolean isAllowed(int[] label, int at) {
    return switch (CodePointProperty.of(label[at])) {
      case VALID -> true;
      case CONTEXT -> ContextRules.allow(label, at);
      case DISALLOWED -> false;
    };
  }

  private static boolean isMark(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }
}
