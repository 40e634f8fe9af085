package io.surgetank.load.payload;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// One submission's chance. The same seed and number give the same throws, in whatever order
/// submissions are made.
///
/// @param extent which optional members a payload gets
record RandomInputs(long number, Extent extent, RandomGenerator random) {
  enum Extent {
    SOME,
    ALL
  }

  /// An odd constant of good mixing (the golden ratio), so that neighbours share nothing.
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

  static RandomInputs of(long seed, long number, Extent extent) {
    return new RandomInputs(number, extent, new SplittableRandom(seed + MIX * (number + 1)));
  }

  <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  boolean wants() {
    return extent == Extent.ALL || random.nextBoolean();
  }

  String letters(int count) {
    var text = new StringBuilder(count);
    for (int i = 0; i < count; i++)
      text.append(LETTERS.charAt(random.nextInt(i == 0 ? 26 : LETTERS.length())));
    return text.toString();
  }

  /// A text that no other submission of the run has, nor one of another seed.
  String unique() {
    return Long.toString(number, 36) + "-" + letters(10);
  }
}
