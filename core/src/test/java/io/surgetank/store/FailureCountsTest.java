package io.surgetank.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.store.DeadSummary.FailureCount;
import org.junit.jupiter.api.Test;

class FailureCountsTest {
  private final FailureCounts counts = new FailureCounts();

  @Test
  void failures_beyond_the_longest_list_count_in_the_total() {
    for (int i = 0; i < DeadSummary.MAX_FAILURES + 5; i++) counts.add("failure " + i, 1);
    counts.add("often", 7);

    DeadSummary summary = counts.summary(TrailEntry.Extent.WHOLE);

    assertThat(summary.count()).isEqualTo(DeadSummary.MAX_FAILURES + 5 + 7);
    assertThat(summary.failures()).hasSize(DeadSummary.MAX_FAILURES);
    assertThat(summary.failures().getFirst()).isEqualTo(new FailureCount("often", 7));
  }

  @Test
  void memory_is_bounded_where_every_failure_is_another() {
    counts.add("again", 1);
    for (int i = 0; i < 3 * FailureCounts.MAX_DISTINCT; i++) counts.add("failure " + i, 1);
    counts.add("again", 1);
    counts.add("too late", 9);

    DeadSummary summary = counts.summary(TrailEntry.Extent.SO_FAR);

    assertThat(summary.count()).isEqualTo(3L * FailureCounts.MAX_DISTINCT + 11);
    assertThat(summary.failures().getFirst()).isEqualTo(new FailureCount("again", 2));
    assertThat(summary.extent()).isEqualTo(TrailEntry.Extent.SO_FAR);
  }
}
