package io.surgetank.core.regex;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Partitions the code points into classes that a pattern does not distinguish, so that its tables
/// have a column per class and not per code point.
final class Alphabet {
  private static final int LATIN = 0x100;

  /// The start of each range of code points of one class, ascending from 0.
  private final int[] starts;

  private final int[] classes;
  private final int[] latin = new int[LATIN];

  /// For each class, the sets that contain it.
  private final List<BitSet> members;

  private Alphabet(int[] starts, int[] classes, List<BitSet> members) {
    this.starts = starts;
    this.classes = classes;
    this.members = members;
    for (int point = 0; point < LATIN; point++) latin[point] = search(point);
  }

  static Alphabet of(List<CodePoints> sets) {
    var bounds = new TreeSet<Integer>();
    bounds.add(0);
    for (CodePoints set : sets) for (int bound : set.bounds()) bounds.add(bound);
    bounds.remove(Character.MAX_CODE_POINT + 1);
    int[] starts = bounds.stream().mapToInt(Integer::intValue).toArray();
    var classes = new int[starts.length];
    Map<BitSet, Integer> known = new HashMap<>();
    List<BitSet> members = new ArrayList<>();
    for (int i = 0; i < starts.length; i++) {
      var in = new BitSet();
      for (int set = 0; set < sets.size(); set++)
        if (sets.get(set).contains(starts[i])) in.set(set);
      Integer same = known.putIfAbsent(in, members.size());
      classes[i] = same == null ? members.size() : same;
      if (same == null) members.add(in);
    }
    return new Alphabet(starts, classes, members);
  }

  int size() {
    return members.size();
  }

  int classOf(int point) {
    return point < LATIN ? latin[point] : search(point);
  }

  /// Whether the set with this index contains the class.
  boolean isIn(int set, int type) {
    return members.get(type).get(set);
  }

  private int search(int point) {
    int at = java.util.Arrays.binarySearch(starts, point);
    return classes[at >= 0 ? at : -at - 2];
  }
}
