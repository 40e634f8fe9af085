package io.surgetank.aws.table;

/// Makes text encodable for DynamoDB and responses: both are UTF-8, which cannot encode an unpaired
/// surrogate.
final class WellFormedText {
  private static final char REPLACEMENT = '\ufffd';

  private WellFormedText() {}

  static String text(String text) {
    int at = firstUnpaired(text);
    if (at < 0) return text;
    var fixed = new StringBuilder(text);
    for (; at >= 0; at = firstUnpaired(fixed)) fixed.setCharAt(at, REPLACEMENT);
    return fixed.toString();
  }

  /// Returns equivalent JSON: an unpaired surrogate can only be in a string, where its escape means
  /// the same.
  static String json(String json) {
    if (json.isBlank()) return "null";
    int at = firstUnpaired(json);
    if (at < 0) return json;
    var fixed = new StringBuilder(json);
    for (; at >= 0; at = firstUnpaired(fixed))
      fixed.replace(at, at + 1, "\\u%04x".formatted((int) fixed.charAt(at)));
    return fixed.toString();
  }

  private static int firstUnpaired(CharSequence text) {
    int at = 0;
    while (at < text.length()) {
      int character = Character.codePointAt(text, at);
      if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) return at;
      at += Character.charCount(character);
    }
    return -1;
  }
}
