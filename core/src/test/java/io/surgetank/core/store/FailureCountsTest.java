package io.surgetank.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.store.DeadLetterSummary.FailureCount;
import org.junit.jupiter.api.Test;

class FailureCountsTest {
  private final FailureCounts counts = new FailureCounts();

  @Test
  void failures_beyond_the_longest_list_count_in_the_total() {
    for (int i = 0; i < DeadLetterSummary.MAX_FAILURES + 5; i++) counts.add("failure " + i, 1);
    counts.add("often", 7);

    DeadLetterSummary summary = counts.summary(OperatorAction.Extent.COMPLETE);

    assertThat(summary.count()).isEqualTo(DeadLetterSummary.MAX_FAILURES + 5 + 7);
    assertThat(summary.failures()).hasSize(DeadLetterSummary.MAX_FAILURES);
    assertThat(summary.failures().getFirst()).isEqualTo(new FailureCount("often", 7));
  }

  @Test
  void one_more_than_the_limit_of_different_failures_is_not_listed() {
    for (int i = 0; i < FailureCounts.MAX_DISTINCT - 1; i++) counts.add("failure " + i, 1);
    counts.add("last", 9);
    counts.add("too late", 10);

    DeadLetterSummary summary = counts.summary(OperatorAction.Extent.COMPLETE);

    assertThat(summary.failures().getFirst()).isEqualTo(new FailureCount("last", 9));
  }

  @Test
  void memory_is_bounded_when_all_failures_differ() {
    counts.add("again", 1);
    for (int i = 0; i < 3 * FailureCounts.MAX_DISTINCT; i++) counts.add("failure " + i, 1);
    counts.add("again", 1);
    counts.add("too late", 9);

    DeadLetterSummary summary = counts.summary(OperatorAction.Extent.PARTIAL);

    assertThat(summary.count()).isEqualTo(3L * FailureCounts.MAX_DISTINCT + 11);
    assertThat(summary.failures().getFirst()).isEqualTo(new FailureCount("again", 2));
    assertThat(summary.extent()).isEqualTo(OperatorAction.Extent.PARTIAL);
  }
}
