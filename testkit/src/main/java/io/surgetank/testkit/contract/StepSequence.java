package io.surgetank.testkit.contract;

import io.surgetank.testkit.reduction.SequenceReducer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Runs numbered steps; if they fail, finds the few that suffice.
final class StepSequence {
  /// Each run may open a store.
  private static final int MAX_RUNS = 200;

  private StepSequence() {}

  /// Runs the steps 0, 1, ... of this number.
  ///
  /// @param run runs steps in the given order, on a new backend
  /// @throws AssertionError if a step fails; the message has the steps that are left after the
  ///   reduction, and their failure
  static void check(int count, Consumer<List<Integer>> run) {
    List<Integer> all = IntStream.range(0, count).boxed().toList();
    Optional<AssertionError> first = failure(run, all);
    if (first.isEmpty()) return;
    var last = new AtomicReference<>(first.get());
    List<Integer> few =
        SequenceReducer.reduce(
            all,
            MAX_RUNS,
            kept -> {
              Optional<AssertionError> failure = failure(run, kept);
              failure.ifPresent(last::set);
              return failure.isPresent();
            });
    throw new AssertionError(
        "%d of %d steps suffice: %s%n%s".formatted(few.size(), count, few, last.get().getMessage()),
        last.get());
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
}
