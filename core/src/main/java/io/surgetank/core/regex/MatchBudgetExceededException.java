package io.surgetank.core.regex;

/// Matching a text takes more steps than allowed. It carries no stack trace, because a client's
/// mistakes must stay cheap.
public final class MatchBudgetExceededException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MatchBudgetExceededException() {
    super("matching a string with its pattern takes too long", null, false, false);
  }
}
