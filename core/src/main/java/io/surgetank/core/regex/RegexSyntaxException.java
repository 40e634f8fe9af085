package io.surgetank.core.regex;

/// Ends the reading of a pattern; never leaves this package.
final class RegexSyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient UnsupportedPattern fault;

  RegexSyntaxException(int at, String problem, String cure) {
    super(problem, null, false, false);
    this.fault = new UnsupportedPattern(at, problem, cure, false);
  }

  UnsupportedPattern fault() {
    return fault;
  }
}
