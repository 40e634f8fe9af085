package io.surgetank.aws.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.aws.emulated.EmulatedAwsBackend;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.Trace;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.DeadLetterSummary;
import io.surgetank.core.store.DeadLetterSummary.FailureCount;
import io.surgetank.core.store.OperatorAction.Extent;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A summary reads items, so it is limited.
class DeadLetterSummaryTest {
  private final TestClock clock = new TestClock();
  private final JobIds ids = new JobIds(clock, new Random(1));

  @Test
  void a_summary_of_more_than_the_limit_is_partial() throws Exception {
    try (var backend = new EmulatedAwsBackend(SamplePipelines.PIPELINES, clock)) {
      for (int i = 0; i < 3; i++) dead(backend);
      var letters = (DynamoDeadLetters) backend.deadLetters();

      assertThat(letters.summary(DeadLetterFilter.EVERYTHING, 2))
          .isEqualTo(new DeadLetterSummary(2, List.of(new FailureCount("no", 2)), Extent.PARTIAL));
      assertThat(letters.summary(DeadLetterFilter.EVERYTHING, 3))
          .isEqualTo(new DeadLetterSummary(3, List.of(new FailureCount("no", 3)), Extent.COMPLETE));
    }
  }

  private void dead(EmulatedAwsBackend backend) throws InterruptedException {
    var id = ids.next();
    var job = new Job(id, SamplePipelines.ORDERS, "{}", Trace.of(id));
    var _ = backend.jobs().put(List.of(Submission.withoutKeys(job)));
    Delivery delivery = backend.queue().lease(SamplePipelines.ORDERS, 1, Duration.ZERO).getFirst();
    var _ = backend.queue().settle(delivery.receipt(), new Outcome.Dead("no"));
  }
}
