package io.surgetank.pattern;

/// The steps that matching may still take. Only what is new to an automaton costs any.
public final class Budget {
  private long left;

  public Budget(long steps) {
    this.left = steps;
  }

  static Budget unlimited() {
    return new Budget(Long.MAX_VALUE);
  }

  void spend(int steps) {
    left -= steps;
    if (left < 0) throw new TooCostly();
  }
}
