package io.surgetank.core.regex;

/// The remaining steps of a match. Only states that are new to the automaton cost steps.
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
