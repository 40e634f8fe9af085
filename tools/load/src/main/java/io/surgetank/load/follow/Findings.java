package io.surgetank.load.follow;

import java.util.ArrayList;
import java.util.List;

/// What does not add up: all of it counted, the first of it listed. Safe for many threads.
public final class Findings {
  /// More ids than this nobody looks up by hand; the rest is in the file that `--ids` wrote.
  public static final int LISTED = 1_000;

  // Both guarded by this.
  private final List<Finding> first = new ArrayList<>();
  private long count;

  public synchronized void add(String subject, String fault) {
    count++;
    if (first.size() < LISTED) first.add(new Finding(subject, fault));
  }

  public synchronized List<Finding> listed() {
    return List.copyOf(first);
  }

  public synchronized long count() {
    return count;
  }
}
