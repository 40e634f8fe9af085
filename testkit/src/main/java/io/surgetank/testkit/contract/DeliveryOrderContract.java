package io.surgetank.testkit.contract;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// For backends that deliver jobs in order of time. A standard SQS queue is only best effort.
@Verifies(Promise.P3)
public interface DeliveryOrderContract extends BackendContract {
  @Test
  default void the_oldest_jobs_are_delivered_first() throws InterruptedException {
    BackendHarness backendHarness = harness();
    List<Job> jobs = backendHarness.put(5);

    List<Delivery> first = backendHarness.queue().lease(ORDERS, 3, Duration.ZERO);
    List<Delivery> rest = backendHarness.queue().lease(ORDERS, 3, Duration.ZERO);

    assertThat(first).extracting(Delivery::job).isEqualTo(jobs.subList(0, 3));
    assertThat(rest).extracting(Delivery::job).isEqualTo(jobs.subList(3, 5));
  }

  @Test
  default void retries_are_delivered_in_the_order_they_fall_due() {
    BackendHarness backendHarness = harness();
    Job late = backendHarness.settled(new Outcome.Retry(Duration.ofSeconds(9), "busy"));
    Job early = backendHarness.settled(new Outcome.Retry(Duration.ofSeconds(3), "busy"));
    Job middle = backendHarness.settled(new Outcome.Retry(Duration.ofSeconds(6), "busy"));

    backendHarness.pass(Duration.ofSeconds(10));

    assertThat(backendHarness.lease(ORDERS, 3))
        .extracting(Delivery::job)
        .containsExactly(early, middle, late);
  }

  @Test
  default void a_due_retry_precedes_a_later_job() {
    BackendHarness backendHarness = harness();
    Job retried = backendHarness.settled(new Outcome.Retry(Duration.ofSeconds(3), "busy"));
    backendHarness.pass(Duration.ofSeconds(5));
    Job fresh = backendHarness.put();

    assertThat(backendHarness.lease(ORDERS, 2))
        .extracting(Delivery::job)
        .containsExactly(retried, fresh);
  }
}
