package io.surgetank.proof.interleaving;

import java.util.ArrayList;
import java.util.Random;
import org.pastalab.fray.core.randomness.ControlledRandom;
import org.pastalab.fray.core.randomness.Randomness;
import org.pastalab.fray.core.randomness.RandomnessProvider;

/// The random choices of the executions of a scenario: the seed, the next number, and so on.
final class IterationSeeds implements RandomnessProvider {
  private final Runnable onNext;
  private final long end;
  private long next;

  /// @param onNext called before each execution
  IterationSeeds(long first, int iterations, Runnable onNext) {
    this.onNext = onNext;
    this.next = first;
    this.end = first + iterations;
  }

  @Override
  public Randomness getRandomness() {
    // Fray also asks after the last execution.
    if (next != end) onNext.run();
    return new ControlledRandom(new ArrayList<>(), new ArrayList<>(), new Random(next++));
  }

  /// That of the current execution.
  long last() {
    return next - 1;
  }
}
