package io.surgetank.testkit.contract;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static io.surgetank.testkit.contract.SamplePipelines.TASKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.State;
import io.surgetank.core.job.Status;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Delivering jobs to workers.
@Verifies(Promise.P3)
public interface DeliveryQueueContract extends BackendContract {
  @Test
  default void a_job_put_is_delivered_with_its_first_attempt() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();

    Delivery delivery = backendHarness.lease();

    var attempt = new Attempt(0, 1, backendHarness.now());
    assertThat(delivery.job()).isEqualTo(job);
    assertThat(delivery.attempt()).isEqualTo(attempt);
    assertThat(backendHarness.record(job.id()).state()).isEqualTo(new State.Processing(attempt));
    assertThat(backendHarness.counters().started()).isEqualTo(countedStarts(0, 1));
    backendHarness.settle(delivery, new Outcome.Processed("{}"));
    assertThat(backendHarness.counters().started()).isEqualTo(countedStarts(1, 0));
  }

  @Test
  default void a_job_is_not_delivered_twice_while_leased() {
    BackendHarness backendHarness = harness();
    backendHarness.put();
    backendHarness.lease();

    backendHarness.nothingIsDue();
    backendHarness.pass(SamplePipelines.LEASE.minusSeconds(1));
    backendHarness.nothingIsDue();
  }

  @Test
  default void no_more_than_the_maximum_is_leased() throws InterruptedException {
    BackendHarness backendHarness = harness();
    backendHarness.put(5);

    assertThat(backendHarness.queue().lease(ORDERS, 2, Duration.ZERO)).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  default void jobs_of_one_pipeline_are_not_delivered_to_another() {
    BackendHarness backendHarness = harness();
    Job task = backendHarness.put(backendHarness.job(TASKS, "{}"));

    backendHarness.nothingIsDue();

    assertThat(backendHarness.lease(TASKS, 5)).extracting(Delivery::job).containsExactly(task);
  }

  @Test
  default void many_workers_never_share_a_job() throws Exception {
    BackendHarness backendHarness = harness();
    List<Job> jobs = backendHarness.put(60);
    Callable<List<JobId>> worker =
        () ->
            backendHarness.lease(ORDERS, 60).stream().map(delivery -> delivery.job().id()).toList();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var leased = threads.invokeAll(java.util.Collections.nCopies(8, worker));

      var ids = new java.util.ArrayList<JobId>();
      for (var one : leased) ids.addAll(one.get());
      assertThat(ids).containsExactlyInAnyOrderElementsOf(jobs.stream().map(Job::id).toList());
    }
  }

  @Test
  default void a_waiting_worker_receives_a_new_job() throws Exception {
    BackendHarness backendHarness = harness();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting =
          threads.submit(() -> backendHarness.queue().lease(ORDERS, 1, Duration.ofSeconds(20)));
      Job job = backendHarness.put();

      assertThat(waiting.get()).extracting(Delivery::job).containsExactly(job);
    }
  }

  @Test
  default void a_retried_job_waits_for_its_delay() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.settled(new Outcome.Retry(Duration.ofSeconds(30), "busy"));

    assertThat(backendHarness.record(job.id()).state())
        .isEqualTo(new State.Retrying(backendHarness.now().plusSeconds(30)));
    backendHarness.pass(Duration.ofSeconds(29));
    backendHarness.nothingIsDue();
    backendHarness.pass(Duration.ofSeconds(1));
    Delivery second = backendHarness.lease();

    assertThat(second.job()).isEqualTo(job);
    assertThat(second.attempt()).isEqualTo(new Attempt(0, 2, backendHarness.now()));
    assertThat(backendHarness.counters().retried()).isEqualTo(1);
  }

  @Test
  default void a_wait_that_ended_without_a_worker_is_over() {
    BackendHarness backendHarness = harness();
    Job retried = backendHarness.settled(new Outcome.Retry(Duration.ofSeconds(30), "busy"));

    backendHarness.passUnattended(Duration.ofSeconds(30));

    assertThat(backendHarness.lease().job()).isEqualTo(retried);
  }

  @Test
  default void a_retry_without_a_wait_is_due_at_once() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.settled(new Outcome.Retry(Duration.ZERO, "again"));

    assertThat(backendHarness.lease().job()).isEqualTo(job);
  }

  @Test
  default void a_wait_of_twelve_hours_is_respected() {
    BackendHarness backendHarness = harness();
    Job job =
        backendHarness.settled(new Outcome.Retry(Duration.ofHours(12), "closed for the night"));

    backendHarness.pass(Duration.ofHours(12).minusSeconds(1));
    backendHarness.nothingIsDue();
    backendHarness.pass(Duration.ofSeconds(1));

    assertThat(backendHarness.lease().job()).isEqualTo(job);
  }

  @Test
  default void a_released_job_is_due_again_and_no_attempt_is_counted() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();

    SettleResult released = backendHarness.queue().release(backendHarness.lease().receipt());

    assertThat(released).isEqualTo(SettleResult.SETTLED);
    assertThat(backendHarness.status(job)).isEqualTo(Status.PENDING);
    assertThat(backendHarness.record(job.id()).attempts()).isEmpty();
    assertThat(backendHarness.lease().attempt()).isEqualTo(new Attempt(0, 1, backendHarness.now()));
  }

  @Test
  default void a_job_released_between_attempts_keeps_the_attempts_it_had() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.settled(new Outcome.Retry(Duration.ZERO, "again"));

    backendHarness.queue().release(backendHarness.lease().receipt());

    assertThat(backendHarness.status(job)).isEqualTo(Status.RETRYING);
    assertThat(backendHarness.record(job.id()).attempts()).hasSize(1);
    assertThat(backendHarness.lease().attempt().number()).isEqualTo(2);
  }

  @Test
  default void a_receipt_of_a_released_delivery_is_stale() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();
    Delivery released = backendHarness.lease();
    backendHarness.queue().release(released.receipt());
    Delivery second = backendHarness.lease();

    assertThat(backendHarness.settle(released, new Outcome.Dead("no")))
        .isEqualTo(SettleResult.STALE);
    assertThat(backendHarness.status(job)).isEqualTo(Status.PROCESSING);
    assertThat(backendHarness.settle(second, new Outcome.Processed("{}")))
        .isEqualTo(SettleResult.SETTLED);
  }
}
