package io.surgetank.proof.soak;

import io.surgetank.proof.history.EntrySink;
import io.surgetank.proof.history.HistoryEntry;
import io.surgetank.proof.load.HistoryCounts;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Counts what clients do, and remembers the ids of acknowledged jobs. Safe for several threads.
final class AcceptedJobs implements EntrySink {
  private final HistoryCounts counts = new HistoryCounts();
  private final Set<String> ids = new HashSet<>();

  @Override
  public synchronized void append(HistoryEntry entry) {
    counts.add(List.of(entry));
    if (!(entry instanceof HistoryEntry.Accepted(_, var accepted))) return;
    for (String id : accepted) if (!id.isEmpty()) ids.add(id);
  }

  /// A job whose key was repeated counts once.
  synchronized long distinct() {
    return ids.size();
  }

  synchronized Map<String, Long> counts() {
    Map<String, Long> all = counts.asMap();
    all.keySet().removeIf(name -> name.startsWith("attempts"));
    return all;
  }
}
