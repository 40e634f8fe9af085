package io.surgetank.core.regex;

import java.util.Optional;

/// Where a reader stands in a pattern, and the first thing met that cannot be matched here.
final class PatternCursor {
  /// Larger numbers of repetitions are refused by the pattern's size anyway.
  private static final int MAX_NUMBER = 1_000_000;

  private final String pattern;
  private int at;
  private Optional<UnsupportedPattern> unsupported = Optional.empty();

  PatternCursor(String pattern) {
    this.pattern = pattern;
  }

  int at() {
    return at;
  }

  boolean hasMore() {
    return at < pattern.length();
  }

  /// The code point that is read next; only where there is more.
  int next() {
    return pattern.codePointAt(at);
  }

  void skip() {
    at += Character.charCount(next());
  }

  void back(int before) {
    at = before;
  }

  boolean stands(char wanted) {
    return hasMore() && pattern.charAt(at) == wanted;
  }

  boolean stands(String wanted) {
    return pattern.startsWith(wanted, at);
  }

  boolean take(char wanted) {
    if (!stands(wanted)) return false;
    at++;
    return true;
  }

  boolean take(String wanted) {
    if (!stands(wanted)) return false;
    at += wanted.length();
    return true;
  }

  /// A decimal number, cut at [#MAX_NUMBER].
  int number() throws RegexSyntaxException {
    int from = at;
    int number = 0;
    while (hasMore() && next() >= '0' && next() <= '9') {
      number = Math.min(MAX_NUMBER, number * 10 + (next() - '0'));
      at++;
    }
    if (at == from)
      throw malformed("a number is missing here", "write {2}, {2,} or {2,5}, or \\{ for a brace");
    return number;
  }

  /// Exactly `digits` hexadecimal digits, or -1 with nothing taken.
  int hexadecimal(int digits) {
    if (at + digits > pattern.length()) return -1;
    int value = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = pattern.charAt(i) < 0x80 ? Character.digit(pattern.charAt(i), 16) : -1;
      if (digit < 0) return -1;
      value = (value << 4) | digit;
    }
    at += digits;
    return value;
  }

  /// Everything up to `end`, which is passed over. Empty where there is none.
  Optional<String> until(char end) {
    int to = pattern.indexOf(end, at);
    if (to < 0) return Optional.empty();
    String text = pattern.substring(at, to);
    at = to + 1;
    return Optional.of(text);
  }

  RegexSyntaxException malformed(String problem, String cure) {
    return malformedAt(at, problem, cure);
  }

  RegexSyntaxException malformedAt(int where, String problem, String cure) {
    return new RegexSyntaxException(where, problem, cure);
  }

  void unsupported(int where, String problem, String cure) {
    if (unsupported.isEmpty())
      unsupported = Optional.of(new UnsupportedPattern(where, problem, cure, true));
  }

  Optional<UnsupportedPattern> unsupported() {
    return unsupported;
  }
}
