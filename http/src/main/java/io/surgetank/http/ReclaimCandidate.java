package io.surgetank.http;

import java.util.Collections;
import java.util.Comparator;

/// A connection that can be ended to make room, as it was when the search began: its event loop
/// changes it meanwhile, and a sort by changing values fails. The first in order is ended first.
///
/// Searches use no classes that are loaded late: without a free file descriptor they may not load.
///
/// @param rank the lowest first
/// @param weight the largest first
record ReclaimCandidate(Connection connection, int rank, long weight)
    implements Comparable<ReclaimCandidate> {
  static Comparator<ReclaimCandidate> lastFirst() {
    return Collections.reverseOrder();
  }

  @Override
  public int compareTo(ReclaimCandidate other) {
    return rank == other.rank
        ? Long.compare(other.weight, weight)
        : Integer.compare(rank, other.rank);
  }
}
