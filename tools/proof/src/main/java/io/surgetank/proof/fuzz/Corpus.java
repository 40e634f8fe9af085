package io.surgetank.proof.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// The inputs that reached new code, beginning with the examples.
final class Corpus {
  private static final int MAX_INPUTS = 4_000;

  /// The newest are the most likely to lead further.
  private static final int NEWEST = 32;

  private final List<byte[]> inputs;
  private final RandomGenerator random;

  Corpus(List<byte[]> examples, RandomGenerator random) {
    this.inputs = new ArrayList<>(examples);
    this.random = random;
  }

  void add(byte[] input) {
    if (inputs.size() < MAX_INPUTS) inputs.add(input);
  }

  byte[] any() {
    return inputs.get(random.nextInt(inputs.size()));
  }

  byte[] anyNew() {
    int from = Math.max(0, inputs.size() - NEWEST);
    return inputs.get(from + random.nextInt(inputs.size() - from));
  }

  int size() {
    return inputs.size();
  }
}
