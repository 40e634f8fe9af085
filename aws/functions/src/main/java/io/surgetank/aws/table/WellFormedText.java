package io.surgetank.aws.table;

/// Texts that DynamoDB and a response can hold: both are UTF-8, which has no half of a surrogate
/// pair.
final class WellFormedText {
  private static final char REPLACEMENT = '\ufffd';

  private WellFormedText() {}

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
    int at = 0;
    while (at < text.length()) {
      int character = Character.codePointAt(text, at);
      if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) return at;
      at += Character.charCount(character);
    }
    return -1;
  }
}
