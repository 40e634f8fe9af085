package io.surgetank.core.masking;

/// Finds a value, or its beginnings, in texts, in a time proportional to the text (Knuth, Morris,
/// Pratt): a sender chooses the value, and perhaps the text.
///
/// @param borders for each length of a beginning of the value, that of the longest shorter one with
///   which it ends
@SuppressWarnings("ArrayRecordComponent") // not compared, not shared
record ValueSearch(String value, int[] borders) {
  /// Up to this length the JDK's search is fast for every text.
  private static final int SHORT = 64;

  static ValueSearch of(String value) {
    var search = new ValueSearch(value, new int[value.length() + 1]);
    for (int i = 1; i < value.length(); i++)
      search.borders[i + 1] = search.extended(search.borders[i], value.charAt(i));
    return search;
  }

  /// Where the value begins in the text, at `from` or later; -1 if it does not occur.
  int indexIn(String text, int from) {
    if (value.length() <= SHORT) return text.indexOf(value, from);
    int length = 0;
    for (int i = from; i < text.length(); i++) {
      length = extended(length, text.charAt(i));
      if (length == value.length()) return i + 1 - length;
    }
    return -1;
  }

  /// Raises each number to the length of the longest beginning of the value that ends before that
  /// place of the text.
  void findBeginnings(String text, int[] lengths) {
    int length = 0;
    for (int i = 0; i + 1 < text.length(); i++) {
      length = extended(length, text.charAt(i));
      lengths[i + 1] = Math.max(lengths[i + 1], length);
    }
  }

  /// The length of the longest beginning of the value with which a text ends after this character,
  /// if it ended with one of length `before`.
  private int extended(int before, char next) {
    int length = before;
    while (length > 0 && (length == value.length() || value.charAt(length) != next))
      length = borders[length];
    return value.charAt(length) == next ? length + 1 : length;
  }
}
