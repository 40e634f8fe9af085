package io.surgetank.proof.durability;

import io.surgetank.proof.disk.PowerCut;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/// Chooses what a power failure leaves at one point of a recording.
final class PowerCuts {
  /// Up to this many changes, every subset of them is tried.
  static final int EXHAUSTIVE = 4;

  private static final List<Integer> UNITS =
      List.of(PowerCut.SECTOR, PowerCut.PAGE, PowerCut.WHOLE);

  private PowerCuts() {}

  /// @param unsynced the numbers of the changes that may not be on the disk
  /// @param uncertain of these, the changes that a failed sync may have lost for good
  /// @param random chooses where there are too many possibilities
  /// @param samples the number of random ones
  static List<PowerCut> at(List<Long> unsynced, Set<Long> uncertain, Random random, int samples) {
    List<PowerCut> cuts = at(unsynced, random, samples);
    if (uncertain.isEmpty() || uncertain.size() == unsynced.size()) return cuts;
    return Stream.concat(
            cuts.stream(),
            cuts.stream()
                .filter(cut -> !(cut instanceof PowerCut.DropAll))
                .map(cut -> new PowerCut.Lost(uncertain, cut)))
        .toList();
  }

  private static List<PowerCut> at(List<Long> unsynced, Random random, int samples) {
    var cuts = new ArrayList<PowerCut>();
    cuts.add(new PowerCut.DropAll());
    if (unsynced.isEmpty()) return cuts;
    cuts.add(new PowerCut.KeepAll());
    long first = unsynced.getFirst();
    boolean isExhaustive = unsynced.size() <= EXHAUSTIVE && unsynced.getLast() - first < Long.SIZE;
    if (isExhaustive)
      for (long subset = 1; subset < (1L << unsynced.size()) - 1; subset++)
        cuts.add(new PowerCut.Subset(first, bits(unsynced, first, subset)));
    for (int i = 0; i < samples; i++) {
      int unit = UNITS.get(random.nextInt(UNITS.size()));
      long seed = random.nextLong();
      if (i % 2 == 0) {
        long last = unsynced.get(random.nextInt(unsynced.size()));
        cuts.add(new PowerCut.UpTo(last, unit, seed));
      } else cuts.add(new PowerCut.RandomParts(seed, unit, 1 + random.nextInt(255)));
    }
    return cuts;
  }

  private static long bits(List<Long> numbers, long first, long subset) {
    long bits = 0;
    for (int i = 0; i < numbers.size(); i++)
      if ((subset >>> i & 1) != 0) bits |= 1L << (numbers.get(i) - first);
    return bits;
  }
}
