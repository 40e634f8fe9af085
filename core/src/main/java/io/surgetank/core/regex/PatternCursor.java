package io.surgetank.core.regex;

import java.util.Optional;

/// The position of a reader in a pattern, and the first unsupported construct found.
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

  boolean nextIs(char wanted) {
    return hasMore() && pattern.charAt(at) == wanted;
  }

  boolean nextIs(String wanted) {
    return pattern.startsWith(wanted, at);
  }

  boolean take(char wanted) {
    if (!nextIs(wanted)) return false;
    at++;
    return true;
  }

  boolean take(String wanted) {
    if (!nextIs(wanted)) return false;
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
      throw malformed("expected a number", "write {2}, {2,} or {2,5}, or \\{ for a brace");
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

  /// Everything up to `end`, which is skipped. Empty if it does not occur.
  Optional<String> until(char end) {
    int to = pattern.indexOf(end, at);
    if (to < 0) return Optional.empty();
    String text = pattern.substring(at, to);
    at = to + 1;
    return Optional.of(text);
  }

  RegexSyntaxException malformed(String problem, String hint) {
    return malformedAt(at, problem, hint);
  }

  RegexSyntaxException malformedAt(int where, String problem, String hint) {
    return new RegexSyntaxException(where, problem, hint);
  }

  void unsupported(int where, String problem, String hint) {
    if (unsupported.isEmpty())
      unsupported = Optional.of(new UnsupportedPattern(where, problem, hint, true));
  }

  Optional<UnsupportedPattern> unsupported() {
    return unsupported;
  }
}
