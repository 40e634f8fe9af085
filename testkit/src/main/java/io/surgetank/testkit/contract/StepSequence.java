package io.surgetank.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Runs numbered steps, and reduces a sequence that fails to a short one that fails too.
final class StepSequence {
  /// Each run may open a store.
  private static final int MAX_RUNS = 200;

  private final Consumer<List<Integer>> run;
  private List<Integer> steps;
  private AssertionError failure;
  private int runs;

  private StepSequence(Consumer<List<Integer>> run, List<Integer> steps, AssertionError failure) {
    this.run = run;
    this.steps = steps;
    this.failure = failure;
  }

  /// Runs the steps 0, 1, ... of this number.
  ///
  /// @param run runs steps in the given order, on a new backend
  /// @throws AssertionError if a step fails; the message has the steps that are left after the
  ///   reduction, and their failure
  static void check(int count, Consumer<List<Integer>> run) {
    List<Integer> all = IntStream.range(0, count).boxed().toList();
    Optional<AssertionError> failed = failure(run, all);
    if (failed.isEmpty()) return;
    var sequence = new StepSequence(run, all, failed.get());
    sequence.reduce();
    throw new AssertionError(
        "%d of %d steps suffice: %s%n%s"
            .formatted(sequence.steps.size(), count, sequence.steps, sequence.failure.getMessage()),
        sequence.failure);
  }

  private static Optional<AssertionError> failure(
      Consumer<List<Integer>> run, List<Integer> steps) {
    try {
      run.accept(steps);
      return Optional.empty();
    } catch (AssertionError difference) {
      return Optional.of(difference);
    }
  }

  /// Leaves out halves, then quarters, down to single steps, until none can be left out.
  private void reduce() {
    int part = Math.max(1, steps.size() / 2);
    while (runs < MAX_RUNS) {
      int before = steps.size();
      for (int from = before - part; from > -part && runs < MAX_RUNS; from -= part)
        leaveOut(Math.max(0, from), Math.min(steps.size(), from + part));
      if (part == 1 && steps.size() == before) return;
      part = Math.max(1, part / 2);
    }
  }

  private void leaveOut(int from, int to) {
    if (from >= to) return;
    var kept = new ArrayList<>(steps.subList(0, from));
    kept.addAll(steps.subList(to, steps.size()));
    runs++;
    failure(run, kept)
        .ifPresent(failed -> {
          steps = List.copyOf(kept);
          failure = failed;
        });
  }
}
