package io.surgetank.testkit.reduction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Reduces a sequence that fails to a short one that fails too (delta debugging, Zeller and
/// Hildebrandt 2002).
public final class SequenceReducer<T> {
  private final int maxRuns;
  private final Predicate<List<T>> fails;
  private List<T> smallest;
  private int runs;

  private SequenceReducer(List<T> failing, int maxRuns, Predicate<List<T>> fails) {
    this.smallest = List.copyOf(failing);
    this.maxRuns = maxRuns;
    this.fails = fails;
  }

  /// Leaves out halves, then quarters, down to single elements, until none can be left out. The
  /// others keep their order.
  ///
  /// @param maxRuns how often `fails` is asked, at most
  /// @param fails whether a shorter sequence still fails; the last one for which it is true is
  ///   returned
  public static <T> List<T> reduce(List<T> failing, int maxRuns, Predicate<List<T>> fails) {
    return new SequenceReducer<>(failing, maxRuns, fails).reduce();
  }

  private List<T> reduce() {
    int part = Math.max(1, smallest.size() / 2);
    while (runs < maxRuns) {
      int before = smallest.size();
      for (int from = before - part; from > -part && runs < maxRuns; from -= part)
        leaveOut(Math.clamp(from, 0, smallest.size()), Math.clamp(from + part, 0, smallest.size()));
      if (part == 1 && smallest.size() == before) break;
      part = Math.max(1, part / 2);
    }
    return smallest;
  }

  private void leaveOut(int from, int to) {
    if (from >= to) return;
    var kept = new ArrayList<>(smallest.subList(0, from));
    kept.addAll(smallest.subList(to, smallest.size()));
    runs++;
    if (fails.test(kept)) smallest = List.copyOf(kept);
  }
}
