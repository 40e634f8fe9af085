package io.surgetank.proof.fuzz;

import java.util.Arrays;
import java.util.function.Predicate;

/// Reduces an input with a finding to few bytes.
final class InputShrinker {
  private static final int MAX_RUNS = 3_000;

  private final Predicate<byte[]> fails;
  private int runs;

  /// @param fails whether an input has a finding
  InputShrinker(Predicate<byte[]> fails) {
    this.fails = fails;
  }

  /// Leaves out halves, then quarters, down to single bytes, until none can be left out.
  byte[] shrink(byte[] failed) {
    byte[] smallest = failed;
    int part = Math.max(1, failed.length / 2);
    while (runs < MAX_RUNS) {
      byte[] smaller = withoutParts(smallest, part);
      if (part == 1 && smaller.length == smallest.length) return smaller;
      smallest = smaller;
      part = Math.max(1, part / 2);
    }
    return smallest;
  }

  private byte[] withoutParts(byte[] failed, int part) {
    byte[] smallest = failed;
    for (int from = failed.length - part; from > -part && runs < MAX_RUNS; from -= part) {
      int start = Math.clamp(from, 0, smallest.length);
      int end = Math.clamp(from + part, 0, smallest.length);
      byte[] kept = Arrays.copyOf(smallest, smallest.length - (end - start));
      System.arraycopy(smallest, end, kept, start, smallest.length - end);
      runs++;
      if (kept.length < smallest.length && fails.test(kept)) smallest = kept;
    }
    return smallest;
  }
}
