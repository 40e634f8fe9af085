package io.surgetank.core.regex;

import java.util.Optional;

/// A regular expression of ECMA-262 with the flag `u`, compiled once; safe for many threads.
public final class EcmaPattern {
  /// The most steps that matching one new character costs.
  public static final int MAX_SIZE = 2_000;

  private final Automaton automaton;

  private EcmaPattern(Automaton automaton) {
    this.automaton = automaton;
  }

  /// The result of compiling a pattern.
  public sealed interface Compiled {
    record Usable(EcmaPattern pattern) implements Compiled {}

    record Refused(UnsupportedPattern why) implements Compiled {}
  }

  public static Compiled compile(String pattern) {
    var reader = new PatternReader(pattern);
    try {
      Expression expression = reader.read();
      Optional<UnsupportedPattern> unsupported = reader.unsupported();
      if (unsupported.isPresent()) return new Compiled.Refused(unsupported.get());
      if (expression.size() > MAX_SIZE) return new Compiled.Refused(tooLarge());
      return new Compiled.Usable(new EcmaPattern(new Automaton(new Program(expression))));
    } catch (RegexSyntaxException malformed) {
      return new Compiled.Refused(malformed.reason());
    }
  }

  /// Whether ECMA-262 has such a pattern.
  public static boolean isWellFormed(String pattern) {
    try {
      new PatternReader(pattern).read();
      return true;
    } catch (RegexSyntaxException malformed) {
      return false;
    }
  }

  private static UnsupportedPattern tooLarge() {
    return new UnsupportedPattern(
        0,
        "with its repetitions expanded the pattern has more than " + MAX_SIZE + " parts",
        "limit the length with minLength and maxLength, not with {...}",
        true);
  }

  /// Whether some part of the text matches. Throws [MatchBudgetExceededException] when the budget
  /// is used up.
  public boolean matches(String text, MatchBudget matchBudget) {
    return automaton.matches(text, matchBudget);
  }
}
