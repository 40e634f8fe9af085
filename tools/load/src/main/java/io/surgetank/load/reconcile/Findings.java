package io.surgetank.load.reconcile;

import java.util.ArrayList;
import java.util.List;

/// Collects mismatches: counts all, lists the first. Thread-safe.
public final class Findings {
  /// Enough to investigate by hand; `--ids` saves all ids.
  public static final int MAX_LISTED = 1_000;

  private final List<Finding> first = new ArrayList<>();
  private long count;

  public synchronized void add(String subject, String error) {
    count++;
    if (first.size() < MAX_LISTED) first.add(new Finding(subject, error));
  }

  public synchronized List<Finding> listed() {
    return List.copyOf(first);
  }

  public synchronized long count() {
    return count;
  }
}
