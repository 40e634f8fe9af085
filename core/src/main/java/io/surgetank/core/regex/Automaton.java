package io.surgetank.core.regex;

import io.surgetank.core.regex.Expression.Assertion;
import io.surgetank.core.regex.Program.Instruction;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Runs a [Program] over a text, all alternatives in parallel, one lookup per character: the sets
/// of reached instructions are the states of an automaton that is built lazily. Thread-safe. A text
/// of n characters costs at most n times the program's size, when every character leads to a new
/// state.
final class Automaton {
  /// Limit for the memory of states, in units of four bytes; beyond it all are dropped and built
  /// again.
  private static final int MAX_SIZE = 256 * 1024;

  private final Program program;
  private final Alphabet alphabet;
  private final int endOfText;
  private final boolean isAnchored;

  /// Replaced when it is full. Running matches keep the old one.
  private volatile Cache cache;

  Automaton(Program program) {
    this.program = program;
    this.alphabet = program.alphabet();
    this.endOfText = alphabet.size();
    this.cache = new Cache(endOfText + 1);
    this.isAnchored = isAnchored();
  }

  /// The kind of the previous character.
  private enum Before {
    START,
    WORD,
    OTHER
  }

  /// The reached instructions, ascending. Any thread may set successors, always to an equal value,
  /// so that a stale read only costs time.
  private static final class DfaState {
    static final DfaState MATCHED = new DfaState(new int[0], Before.START, 0);
    static final DfaState FAILED = new DfaState(new int[0], Before.START, 0);

    final int[] places;
    final Before before;
    final @Nullable DfaState[] next;

    DfaState(int[] places, Before before, int classes) {
      this.places = places;
      this.before = before;
      this.next = new DfaState[classes];
    }
  }

  private record Key(int[] places, Before before) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key(var theirs, var theirBefore)
          && before == theirBefore
          && Arrays.equals(places, theirs);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(places) + before.hashCode();
    }
  }

  private static final class Cache {
    final DfaState initial;
    final ConcurrentMap<Key, DfaState> states = new ConcurrentHashMap<>();
    final AtomicInteger size = new AtomicInteger();

    Cache(int classes) {
      this.initial = new DfaState(new int[0], Before.START, classes);
    }
  }

  /// Whether some part of the text matches. Throws [MatchBudgetExceededException] when the budget
  /// is used up.
  boolean matches(String text, MatchBudget matchBudget) {
    DfaState state = cache.initial;
    @Nullable Step step = null;
    for (int i = 0; i < text.length(); ) {
      int point = text.charAt(i++);
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        point = text.codePointAt(i - 1);
        i += Character.charCount(point) - 1;
      }
      int type = alphabet.classOf(point);
      @Nullable DfaState next = state.next[type];
      if (next == null) {
        if (step == null) step = new Step(matchBudget);
        next = state.next[type] = step.from(state, type);
      }
      if (next == DfaState.MATCHED) return true;
      if (next == DfaState.FAILED) return false;
      state = next;
    }
    @Nullable DfaState last = state.next[endOfText];
    if (last == null) {
      if (step == null) step = new Step(matchBudget);
      last = state.next[endOfText] = step.from(state, endOfText);
    }
    return last == DfaState.MATCHED;
  }

  private DfaState known(int[] places, Before before) {
    Cache current = cache;
    var key = new Key(places, before);
    @Nullable DfaState known = current.states.get(key);
    if (known != null) return known;
    var created = new DfaState(places, before, endOfText + 1);
    @Nullable DfaState other = current.states.putIfAbsent(key, created);
    if (other != null) return other;
    int size = places.length + created.next.length + 16;
    if (current.size.addAndGet(size) > MAX_SIZE && cache == current)
      cache = new Cache(endOfText + 1);
    return created;
  }

  /// Whether no match can start after the text's first character.
  private boolean isAnchored() {
    var step = new Step(MatchBudget.unlimited());
    for (Before before : new Before[] {Before.WORD, Before.OTHER})
      for (int type = 0; type <= endOfText; type++)
        if (step.reaches(program.start(), before, type)) return false;
    return true;
  }

  /// Computes successors; for one match.
  private final class Step {
    private final MatchBudget matchBudget;
    private final int[] stack = new int[program.size()];
    private final int[] reached = new int[program.size()];
    private final boolean[] isSeen = new boolean[program.size()];
    private final boolean[] isReached = new boolean[program.size()];
    private int depth;
    private int count;

    Step(MatchBudget matchBudget) {
      this.matchBudget = matchBudget;
    }

    DfaState from(DfaState state, int type) {
      begin();
      for (int place : state.places) push(place);
      if (!isAnchored || state.before == Before.START) push(program.start());
      if (run(state.before, type)) return DfaState.MATCHED;
      if (type == endOfText || (count == 0 && isAnchored)) return DfaState.FAILED;
      int[] places = Arrays.copyOf(reached, count);
      Arrays.sort(places);
      Before before = program.knowsWords() && program.isWord(type) ? Before.WORD : Before.OTHER;
      return known(places, before);
    }

    boolean reaches(int start, Before before, int type) {
      begin();
      push(start);
      return run(before, type) || count > 0;
    }

    private void begin() {
      Arrays.fill(isSeen, false);
      Arrays.fill(isReached, false);
      count = 0;
      matchBudget.spend(program.size() / 8);
    }

    private void push(int place) {
      if (isSeen[place]) return;
      isSeen[place] = true;
      stack[depth++] = place;
    }

    /// Whether an alternative has reached its end.
    private boolean run(Before before, int type) {
      int steps = 0;
      while (depth > 0) {
        steps++;
        switch (program.at(stack[--depth])) {
          case Instruction.Take(int set, int next) -> {
            if (type != endOfText && !isReached[next] && alphabet.isIn(set, type)) {
              isReached[next] = true;
              reached[count++] = next;
            }
          }
          case Instruction.Split(var targets) -> {
            for (int target : targets) push(target);
          }
          case Instruction.Assert(var what, int next) -> {
            if (holds(what, before, type)) push(next);
          }
          case Instruction.Match() -> {
            depth = 0;
            return true;
          }
        }
      }
      matchBudget.spend(steps);
      return false;
    }

    private boolean holds(Assertion what, Before before, int type) {
      boolean isWordNext = type != endOfText && program.isWord(type);
      return switch (what) {
        case START -> before == Before.START;
        case END -> type == endOfText;
        case WORD_BOUNDARY -> (before == Before.WORD) != isWordNext;
        case NO_WORD_BOUNDARY -> (before == Before.WORD) == isWordNext;
      };
    }
  }
}
