package io.surgetank.core.store;

import io.surgetank.core.store.DeadLetterSummary.FailureCount;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/// Counts dead letters by the text of their last failure, in bounded memory. Not for many threads
/// at once.
public final class FailureCounts {
  /// Texts are long, and some contain an id or a time: then every dead letter has a distinct one.
  /// Beyond this limit, further texts count only in the total.
  static final int MAX_DISTINCT = 10 * DeadLetterSummary.MAX_FAILURES;

  private static final Comparator<FailureCount> MOST_FREQUENT_FIRST =
      Comparator.comparingLong(FailureCount::count).reversed().thenComparing(FailureCount::failure);

  private final Map<String, Long> counts = new HashMap<>();
  private long total = 0;

  public void add(String failure, long count) {
    total += count;
    if (counts.size() < MAX_DISTINCT || counts.containsKey(failure))
      counts.merge(failure, count, Long::sum);
  }

  public DeadLetterSummary summary(OperatorAction.Extent extent) {
    var failures =
        counts.entrySet().stream()
            .map(entry -> new FailureCount(entry.getKey(), entry.getValue()))
            .sorted(MOST_FREQUENT_FIRST)
            .limit(DeadLetterSummary.MAX_FAILURES)
            .toList();
    return new DeadLetterSummary(total, failures, extent);
  }
}
