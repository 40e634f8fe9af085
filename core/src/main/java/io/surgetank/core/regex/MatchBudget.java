package io.surgetank.core.regex;

/// The steps that matching may still take. Only what is new to an automaton costs any.
public final class MatchBudget {
  private long left;

  public MatchBudget(long steps) {
    this.left = steps;
  }

  static MatchBudget unlimited() {
    return new MatchBudget(Long.MAX_VALUE);
  }

  void spend(int steps) {
    left -= steps;
    if (left < 0) throw new MatchBudgetExceededException();
  }
}
