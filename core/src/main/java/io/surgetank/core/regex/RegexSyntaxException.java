package io.surgetank.core.regex;

/// Ends the reading of a pattern; never leaves this package.
final class RegexSyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient UnsupportedPattern reason;

  RegexSyntaxException(int at, String problem, String hint) {
    super(problem, null, false, false);
    this.reason = new UnsupportedPattern(at, problem, hint, false);
  }

  UnsupportedPattern reason() {
    return reason;
  }
}
