package io.surgetank.core.regex;

/// A text takes more steps to be matched than its check may. It carries no stack trace, because a
/// client's mistakes must stay cheap.
public final class MatchBudgetExceededException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MatchBudgetExceededException() {
    super("a text is too costly to be matched with its pattern", null, false, false);
  }
}
