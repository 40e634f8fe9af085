package io.surgetank.proof.fuzz;

import io.surgetank.testkit.reduction.SequenceReducer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

/// Runs many inputs of one target, derived from those that reached new code.
final class TargetFuzzer {
  /// Different inputs usually show the same fault.
  private static final int MAX_FINDINGS = 5;

  private static final int MAX_SHRINKING_RUNS = 3_000;

  private final InputRunner runner;
  private final Mutator mutator;
  private final Corpus corpus;
  private final Coverage coverage;
  private final Random random;
  private final Set<String> known = new HashSet<>();
  private final List<Finding> findings = new CopyOnWriteArrayList<>();
  private final AtomicLong done = new AtomicLong();

  /// An input and what is wrong with its result.
  record Finding(String violation, byte[] input) {}

  TargetFuzzer(FuzzTarget target, Coverage coverage, long seed) {
    this.coverage = coverage;
    this.runner = new InputRunner(target);
    this.random = new Random(seed);
    this.mutator = new Mutator(random, target.tokens());
    this.corpus = new Corpus(target.examples(), random);
  }

  InputRunner runner() {
    return runner;
  }

  /// Runs the examples and inputs derived from them, until this number of runs is reached. May be
  /// called again with a larger one.
  ///
  /// @param isToEnd is given the number of runs done
  void run(long runs, LongPredicate isToEnd) {
    List<byte[]> examples = runner.target().examples();
    while (done.get() < Math.min(runs, examples.size())) check(examples.get((int) done.get()));
    boolean _ = coverage.hasGrown();
    while (done.get() < runs && findings.size() < MAX_FINDINGS && !isToEnd.test(done.get())) {
      byte[] input =
          mutator.mutate(random.nextInt(3) == 0 ? corpus.anyNew() : corpus.any(), corpus.any());
      check(input);
      if (coverage.hasGrown()) corpus.add(input);
    }
  }

  private void check(byte[] input) {
    done.incrementAndGet();
    Optional<String> violation = runner.run(input);
    if (violation.isEmpty() || !known.add(kind(violation.get()))) return;
    byte[] shrunk = shrink(input, kind(violation.get()));
    findings.add(new Finding(runner.run(shrunk).orElse(violation.get()), shrunk));
  }

  /// Reduces an input to few bytes with a violation of the same kind.
  private byte[] shrink(byte[] input, String kind) {
    List<Byte> bytes = new ArrayList<>();
    for (byte each : input) bytes.add(each);
    return array(
        SequenceReducer.reduce(
            bytes,
            MAX_SHRINKING_RUNS,
            smaller ->
                runner
                    .run(array(smaller))
                    .map(TargetFuzzer::kind)
                    .filter(kind::equals)
                    .isPresent()));
  }

  private static byte[] array(List<Byte> bytes) {
    byte[] array = new byte[bytes.size()];
    for (int i = 0; i < array.length; i++) array[i] = bytes.get(i);
    return array;
  }

  /// The part of a violation that does not depend on the input.
  private static String kind(String violation) {
    return violation.replaceAll("[0-9]+", "0").lines().findFirst().orElse("").split(": ", 2)[0];
  }

  long done() {
    return done.get();
  }

  long reached() {
    return coverage.reached();
  }

  int inputs() {
    return corpus.size();
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }
}
