package io.surgetank.core.regex;

import io.surgetank.core.regex.Expression.Assertion;
import io.surgetank.core.regex.Expression.Chars;
import io.surgetank.core.regex.Expression.Choice;
import io.surgetank.core.regex.Expression.Repeat;
import io.surgetank.core.regex.Expression.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A pattern as instructions (Thompson's construction): a text matches when some path through them
/// ends in [Instruction.Match].
final class Program {
  sealed interface Instruction {
    /// Continues at `next` after a code point of the set.
    record Take(int set, int next) implements Instruction {}

    record Split(int[] targets) implements Instruction {}

    record Assert(Assertion what, int next) implements Instruction {}

    record Match() implements Instruction {}
  }

  private final List<Instruction> instructions = new ArrayList<>();
  private final Map<CodePoints, Integer> sets = new LinkedHashMap<>();
  private final int start;
  private final boolean knowsWords;
  private final Alphabet alphabet;

  Program(Expression expression) {
    // First, so that the index of the set of word characters is known.
    sets.put(CodePoints.WORD, 0);
    this.start = compile(expression, add(new Instruction.Match()));
    this.knowsWords =
        instructions.stream()
            .anyMatch(it ->
                it instanceof Instruction.Assert(var what, _)
                    && (what == Assertion.WORD_BOUNDARY || what == Assertion.NO_WORD_BOUNDARY));
    this.alphabet = Alphabet.of(List.copyOf(sets.keySet()));
  }

  int start() {
    return start;
  }

  int size() {
    return instructions.size();
  }

  Instruction at(int place) {
    return instructions.get(place);
  }

  Alphabet alphabet() {
    return alphabet;
  }

  /// Whether the program has word boundaries.
  boolean knowsWords() {
    return knowsWords;
  }

  boolean isWord(int type) {
    return alphabet.isIn(0, type);
  }

  /// Backwards: each part gets the instruction at which to continue.
  private int compile(Expression expression, int next) {
    return switch (expression) {
      case Chars(var set) -> {
        int place = sets.computeIfAbsent(set, _ -> sets.size());
        yield add(new Instruction.Take(place, next));
      }
      case Assertion what -> add(new Instruction.Assert(what, next));
      case Sequence(var parts) -> {
        int on = next;
        for (Expression part : parts.reversed()) on = compile(part, on);
        yield on;
      }
      case Choice(var options) ->
          add(
              new Instruction.Split(
                  options.stream().mapToInt(option -> compile(option, next)).toArray()));
      case Repeat repeat -> repeat(repeat, next);
    };
  }

  private int repeat(Repeat repeat, int next) {
    int on = next;
    int copies = repeat.min();
    if (repeat.max() == Repeat.UNBOUNDED) {
      on = add(new Instruction.Split(new int[0]));
      int body = compile(repeat.body(), on);
      instructions.set(on, new Instruction.Split(new int[] {body, next}));
      if (copies > 0) {
        on = body;
        copies--;
      }
    } else {
      for (int i = repeat.min(); i < repeat.max(); i++)
        on = add(new Instruction.Split(new int[] {compile(repeat.body(), on), next}));
    }
    for (int i = 0; i < copies; i++) on = compile(repeat.body(), on);
    return on;
  }

  private int add(Instruction instruction) {
    instructions.add(instruction);
    return instructions.size() - 1;
  }
}
