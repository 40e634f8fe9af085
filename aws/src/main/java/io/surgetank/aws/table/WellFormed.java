package io.surgetank.aws.table;

/// Texts that DynamoDB and a response can hold: both are UTF-8, which has no half of a surrogate
/// pair.
final class WellFormed {
  private static final char REPLACEMENT = '\ufffd';

  private WellFormed() {}

  static String text(String text) {
    int at = firstLone(text);
    if (at < 0) return text;
    var fixed = new StringBuilder(text);
    for (; at >= 0; at = firstLone(fixed)) fixed.setCharAt(at, REPLACEMENT);
    return fixed.toString();
  }

  /// The same JSON: half of a pair can only be within a string, where its escape means the same.
  static String json(String json) {
    if (json.isBlank()) return "null";
    int at = firstLone(json);
    if (at < 0) return json;
    var fixed = new StringBuilder(json);
    for (; at >= 0; at = firstLone(fixed))
      fixed.replace(at, at + 1, "\\u%04x".formatted((int) fixed.charAt(at)));
    return fixed.toString();
  }

  private static int firstLone(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char here = text.charAt(i);
      if (!Character.isSurrogate(here)) continue;
      boolean isPair =
          Character.isHighSurrogate(here)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (!isPair) return i;
      i++;
    }
    return -1;
  }
}
