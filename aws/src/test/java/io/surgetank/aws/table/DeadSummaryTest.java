package io.surgetank.aws.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.aws.local.AwsBackend;
import io.surgetank.backend.Clockwork;
import io.surgetank.contract.Samples;
import io.surgetank.job.Job;
import io.surgetank.job.JobIds;
import io.surgetank.job.Trace;
import io.surgetank.queue.Delivery;
import io.surgetank.store.DeadFilter;
import io.surgetank.store.DeadSummary;
import io.surgetank.store.DeadSummary.FailureCount;
import io.surgetank.store.Submission;
import io.surgetank.store.TrailEntry.Extent;
import io.surgetank.work.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Counting reads items, so it ends somewhere.
class DeadSummaryTest {
  private final Clockwork clock = new Clockwork();
  private final JobIds ids = new JobIds(clock, new Random(1));

  @Test
  void a_summary_of_more_than_are_read_says_that_it_is_not_whole() throws Exception {
    try (var backend = new AwsBackend(Samples.PIPELINES, clock)) {
      for (int i = 0; i < 3; i++) dead(backend);
      var letters = (DynamoDeadLetters) backend.deadLetters();

      assertThat(letters.summary(DeadFilter.EVERYTHING, 2))
          .isEqualTo(new DeadSummary(2, List.of(new FailureCount("no", 2)), Extent.SO_FAR));
      assertThat(letters.summary(DeadFilter.EVERYTHING, 3))
          .isEqualTo(new DeadSummary(3, List.of(new FailureCount("no", 3)), Extent.WHOLE));
    }
  }

  private void dead(AwsBackend backend) throws InterruptedException {
    var id = ids.next();
    var job = new Job(id, Samples.ORDERS, "{}", Trace.of(id));
    var _ = backend.jobs().put(List.of(Submission.withoutKeys(job)));
    Delivery delivery = backend.queue().lease(Samples.ORDERS, 1, Duration.ZERO).getFirst();
    var _ = backend.queue().settle(delivery.receipt(), new Outcome.Dead("no"));
  }
}
