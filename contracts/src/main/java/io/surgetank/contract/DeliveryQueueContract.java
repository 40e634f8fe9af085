package io.surgetank.contract;

import static io.surgetank.contract.Samples.ORDERS;
import static io.surgetank.contract.Samples.TASKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.Promise;
import io.surgetank.job.Attempt;
import io.surgetank.job.Job;
import io.surgetank.job.JobId;
import io.surgetank.job.State;
import io.surgetank.job.Status;
import io.surgetank.queue.Delivery;
import io.surgetank.queue.Settlement;
import io.surgetank.work.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Handing jobs to workers.
@Keeps(Promise.P3)
public interface DeliveryQueueContract extends BackendContract {
  @Test
  default void a_job_put_is_delivered_with_its_first_attempt() {
    Bench bench = bench();
    Job job = bench.put();

    Delivery delivery = bench.lease();

    var attempt = new Attempt(0, 1, bench.now());
    assertThat(delivery.job()).isEqualTo(job);
    assertThat(delivery.attempt()).isEqualTo(attempt);
    assertThat(bench.record(job.id()).state()).isEqualTo(new State.Processing(attempt));
    assertThat(bench.tally().started()).isEqualTo(1);
  }

  @Test
  default void a_job_is_not_delivered_twice_while_leased() {
    Bench bench = bench();
    bench.put();
    bench.lease();

    bench.nothingIsDue();
    bench.pass(Samples.LEASE.minusSeconds(1));
    bench.nothingIsDue();
  }

  @Test
  default void no_more_than_asked_for_is_leased() throws InterruptedException {
    Bench bench = bench();
    bench.put(5);

    assertThat(bench.queue().lease(ORDERS, 2, Duration.ZERO)).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  default void jobs_of_one_pipeline_are_not_delivered_to_another() {
    Bench bench = bench();
    Job task = bench.put(bench.job(TASKS, "{}"));

    bench.nothingIsDue();

    assertThat(bench.lease(TASKS, 5)).extracting(Delivery::job).containsExactly(task);
  }

  @Test
  default void many_workers_never_share_a_job() throws Exception {
    Bench bench = bench();
    List<Job> jobs = bench.put(60);
    Callable<List<JobId>> worker =
        () -> bench.lease(ORDERS, 60).stream().map(delivery -> delivery.job().id()).toList();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var leased = threads.invokeAll(java.util.Collections.nCopies(8, worker));

      var ids = new java.util.ArrayList<JobId>();
      for (var one : leased) ids.addAll(one.get());
      assertThat(ids).containsExactlyInAnyOrderElementsOf(jobs.stream().map(Job::id).toList());
    }
  }

  @Test
  default void a_worker_that_waits_is_given_what_arrives() throws Exception {
    Bench bench = bench();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = threads.submit(() -> bench.queue().lease(ORDERS, 1, Duration.ofSeconds(20)));
      Job job = bench.put();

      assertThat(waiting.get()).extracting(Delivery::job).containsExactly(job);
    }
  }

  @Test
  default void a_retried_job_waits_as_long_as_asked() {
    Bench bench = bench();
    Job job = bench.worked(new Outcome.Retry(Duration.ofSeconds(30), "busy"));

    assertThat(bench.record(job.id()).state())
        .isEqualTo(new State.Retrying(bench.now().plusSeconds(30)));
    bench.pass(Duration.ofSeconds(29));
    bench.nothingIsDue();
    bench.pass(Duration.ofSeconds(1));
    Delivery second = bench.lease();

    assertThat(second.job()).isEqualTo(job);
    assertThat(second.attempt()).isEqualTo(new Attempt(0, 2, bench.now()));
    assertThat(bench.tally().retried()).isEqualTo(1);
  }

  @Test
  default void a_wait_that_ended_while_nobody_looked_is_over() {
    Bench bench = bench();
    Job retried = bench.worked(new Outcome.Retry(Duration.ofSeconds(30), "busy"));

    bench.passUnattended(Duration.ofSeconds(30));

    assertThat(bench.lease().job()).isEqualTo(retried);
  }

  @Test
  default void a_retry_without_a_wait_is_due_at_once() {
    Bench bench = bench();
    Job job = bench.worked(new Outcome.Retry(Duration.ZERO, "again"));

    assertThat(bench.lease().job()).isEqualTo(job);
  }

  @Test
  default void a_wait_of_twelve_hours_is_kept() {
    Bench bench = bench();
    Job job = bench.worked(new Outcome.Retry(Duration.ofHours(12), "closed for the night"));

    bench.pass(Duration.ofHours(12).minusSeconds(1));
    bench.nothingIsDue();
    bench.pass(Duration.ofSeconds(1));

    assertThat(bench.lease().job()).isEqualTo(job);
  }

  @Test
  default void a_released_job_is_due_again_and_no_attempt_is_counted() {
    Bench bench = bench();
    Job job = bench.put();

    Settlement released = bench.queue().release(bench.lease().receipt());

    assertThat(released).isEqualTo(Settlement.SETTLED);
    assertThat(bench.status(job)).isEqualTo(Status.PENDING);
    assertThat(bench.record(job.id()).attempts()).isEmpty();
    assertThat(bench.lease().attempt()).isEqualTo(new Attempt(0, 1, bench.now()));
  }

  @Test
  default void a_job_released_between_attempts_keeps_the_attempts_it_had() {
    Bench bench = bench();
    Job job = bench.worked(new Outcome.Retry(Duration.ZERO, "again"));

    bench.queue().release(bench.lease().receipt());

    assertThat(bench.status(job)).isEqualTo(Status.RETRYING);
    assertThat(bench.record(job.id()).attempts()).hasSize(1);
    assertThat(bench.lease().attempt().number()).isEqualTo(2);
  }

  @Test
  default void a_receipt_of_a_released_delivery_is_stale() {
    Bench bench = bench();
    Job job = bench.put();
    Delivery released = bench.lease();
    bench.queue().release(released.receipt());
    Delivery second = bench.lease();

    assertThat(bench.settle(released, new Outcome.Dead("no"))).isEqualTo(Settlement.STALE);
    assertThat(bench.status(job)).isEqualTo(Status.PROCESSING);
    assertThat(bench.settle(second, new Outcome.Processed("{}"))).isEqualTo(Settlement.SETTLED);
  }
}
