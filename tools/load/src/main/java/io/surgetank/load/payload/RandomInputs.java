package io.surgetank.load.payload;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Random values of one submission. They depend only on seed and number, not on the order in which
/// submissions are generated.
///
/// @param extent which optional members a payload has
record RandomInputs(long number, Extent extent, RandomGenerator random) {
  enum Extent {
    SOME,
    ALL
  }

  /// The golden ratio as an odd constant: neighbouring numbers get unrelated values.
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

  static RandomInputs of(long seed, long number, Extent extent) {
    return new RandomInputs(number, extent, new SplittableRandom(seed + MIX * (number + 1)));
  }

  <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  boolean includesOptional() {
    return extent == Extent.ALL || random.nextBoolean();
  }

  String letters(int count) {
    var text = new StringBuilder(count);
    for (int i = 0; i < count; i++)
      text.append(LETTERS.charAt(random.nextInt(i == 0 ? 26 : LETTERS.length())));
    return text.toString();
  }

  /// Unique over all submissions, also of other seeds.
  String unique() {
    return Long.toString(number, 36) + "-" + letters(10);
  }
}
