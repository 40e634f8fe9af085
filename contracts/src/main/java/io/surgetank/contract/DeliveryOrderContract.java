package io.surgetank.contract;

import static io.surgetank.contract.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.Promise;
import io.surgetank.job.Job;
import io.surgetank.queue.Delivery;
import io.surgetank.work.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// For backends that hand out jobs in order of time. A standard SQS queue does its best only.
@Keeps(Promise.P3)
public interface DeliveryOrderContract extends BackendContract {
  @Test
  default void the_oldest_jobs_are_delivered_first() throws InterruptedException {
    Bench bench = bench();
    List<Job> jobs = bench.put(5);

    List<Delivery> first = bench.queue().lease(ORDERS, 3, Duration.ZERO);
    List<Delivery> rest = bench.queue().lease(ORDERS, 3, Duration.ZERO);

    assertThat(first).extracting(Delivery::job).isEqualTo(jobs.subList(0, 3));
    assertThat(rest).extracting(Delivery::job).isEqualTo(jobs.subList(3, 5));
  }

  @Test
  default void retries_are_delivered_in_the_order_they_fall_due() {
    Bench bench = bench();
    Job late = bench.worked(new Outcome.Retry(Duration.ofSeconds(9), "busy"));
    Job early = bench.worked(new Outcome.Retry(Duration.ofSeconds(3), "busy"));
    Job middle = bench.worked(new Outcome.Retry(Duration.ofSeconds(6), "busy"));

    bench.pass(Duration.ofSeconds(10));

    assertThat(bench.lease(ORDERS, 3))
        .extracting(Delivery::job)
        .containsExactly(early, middle, late);
  }

  @Test
  default void a_retry_that_is_due_goes_before_a_job_that_came_later() {
    Bench bench = bench();
    Job retried = bench.worked(new Outcome.Retry(Duration.ofSeconds(3), "busy"));
    bench.pass(Duration.ofSeconds(5));
    Job fresh = bench.put();

    assertThat(bench.lease(ORDERS, 2)).extracting(Delivery::job).containsExactly(retried, fresh);
  }
}
