package io.surgetank.core.regex;

import java.util.List;

/// A regular expression as a tree. It has no groups: only whether a text matches is needed.
sealed interface Expression {
  /// One code point of a set.
  record Chars(CodePoints set) implements Expression {}

  record Sequence(List<Expression> parts) implements Expression {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  record Choice(List<Expression> options) implements Expression {
    public Choice {
      options = List.copyOf(options);
    }
  }

  /// A repetition.
  ///
  /// @param max [#UNBOUNDED] for no upper bound
  record Repeat(Expression body, int min, int max) implements Expression {
    static final int UNBOUNDED = Integer.MAX_VALUE;
  }

  /// A condition on the position between two code points.
  enum Assertion implements Expression {
    START,
    END,
    WORD_BOUNDARY,
    NO_WORD_BOUNDARY
  }

  /// The number of instructions; repetitions are expanded.
  default long size() {
    return switch (this) {
      case Chars _, Assertion _ -> 1;
      case Sequence(var parts) -> parts.stream().mapToLong(Expression::size).sum();
      case Choice(var options) -> 1 + options.stream().mapToLong(Expression::size).sum();
      case Repeat(var body, int min, int max) -> {
        long times = max == Repeat.UNBOUNDED ? Math.max(1, min) : max;
        // Both factors are limited, so that nesting cannot overflow.
        yield Math.min(Integer.MAX_VALUE, body.size()) * times + 1;
      }
    };
  }
}
