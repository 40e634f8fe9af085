package io.surgetank.testkit.contract;

import static io.surgetank.testkit.contract.SamplePipelines.ATTEMPTS;
import static io.surgetank.testkit.contract.SamplePipelines.LEASE;
import static io.surgetank.testkit.contract.SamplePipelines.ORDERED;
import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.OrderingKey;
import io.surgetank.core.job.Status;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Jobs with the same ordering key are processed one after another, in the order of acceptance.
@Verifies(Promise.P9)
public interface OrderingContract extends BackendContract {
  Outcome DONE = new Outcome.Processed("{}");

  @Test
  default void jobs_of_one_key_are_delivered_one_after_another() {
    BackendHarness backendHarness = harness(ORDERED);
    List<Job> jobs =
        List.of(put(backendHarness, "a"), put(backendHarness, "a"), put(backendHarness, "a"));

    for (Job job : jobs) backendHarness.settle(only(backendHarness, job), DONE);

    backendHarness.nothingIsDue();
  }

  @Test
  default void jobs_of_different_keys_do_not_wait_for_each_other() {
    BackendHarness backendHarness = harness(ORDERED);
    Job first = put(backendHarness, "a");
    put(backendHarness, "a");
    Job other = put(backendHarness, "b");

    assertThat(backendHarness.lease(ORDERS, 10))
        .extracting(Delivery::job)
        .containsExactlyInAnyOrder(first, other);
  }

  @Test
  default void jobs_put_together_keep_their_order_too() {
    BackendHarness backendHarness = harness(ORDERED);
    var together = new ArrayList<Submission>();
    for (int i = 0; i < 25; i++) together.add(submission(backendHarness, "a"));

    backendHarness.jobs().put(together);

    for (Submission next : together) backendHarness.settle(only(backendHarness, next.job()), DONE);
  }

  @Test
  default void a_retry_delays_the_jobs_after_it() {
    BackendHarness backendHarness = harness(ORDERED);
    Job first = put(backendHarness, "a");
    Job second = put(backendHarness, "a");

    backendHarness.settle(
        backendHarness.lease(), new Outcome.Retry(Duration.ofSeconds(30), "busy"));
    backendHarness.nothingIsDue();
    backendHarness.pass(Duration.ofSeconds(31));
    backendHarness.settle(only(backendHarness, first), DONE);

    only(backendHarness, second);
  }

  @Test
  default void a_dead_letter_does_not_block_the_jobs_after_it() {
    BackendHarness backendHarness = harness(ORDERED);
    put(backendHarness, "a");
    Job second = put(backendHarness, "a");

    backendHarness.settle(backendHarness.lease(), new Outcome.Dead("no"));

    only(backendHarness, second);
  }

  @Test
  default void a_cancelled_job_does_not_block_the_jobs_after_it() {
    BackendHarness backendHarness = harness(ORDERED);
    Job first = put(backendHarness, "a");
    Job second = put(backendHarness, "a");
    Job third = put(backendHarness, "a");

    backendHarness.jobs().cancel(second.id());
    backendHarness.settle(
        only(backendHarness, first), new Outcome.Retry(Duration.ofSeconds(30), "busy"));
    backendHarness.jobs().cancel(first.id());
    backendHarness.pass(Duration.ofSeconds(31));

    only(backendHarness, third);
    assertThat(backendHarness.status(first)).isEqualTo(Status.CANCELLED);
    assertThat(backendHarness.status(second)).isEqualTo(Status.CANCELLED);
  }

  @Test
  default void an_expired_or_released_delivery_is_still_the_next() {
    BackendHarness backendHarness = harness(ORDERED);
    Job first = put(backendHarness, "a");
    put(backendHarness, "a");

    only(backendHarness, first);
    backendHarness.pass(LEASE.plusMillis(1));
    Delivery again = only(backendHarness, first);
    backendHarness.queue().release(again.receipt());

    assertThat(only(backendHarness, first).attempt().number()).isEqualTo(2);
  }

  @Test
  default void a_job_abandoned_for_the_last_time_does_not_block_the_jobs_after_it() {
    BackendHarness backendHarness = harness(ORDERED);
    Job first = put(backendHarness, "a");
    Job second = put(backendHarness, "a");

    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      only(backendHarness, first);
      backendHarness.pass(LEASE.plusMillis(1));
    }

    only(backendHarness, second);
    assertThat(backendHarness.status(first)).isEqualTo(Status.DEAD);
  }

  @Test
  default void a_redriven_job_does_not_run_concurrently_with_another_of_its_key() {
    BackendHarness backendHarness = harness(ORDERED);
    Job first = put(backendHarness, "a");
    put(backendHarness, "a");
    backendHarness.settle(only(backendHarness, first), new Outcome.Dead("no"));
    Delivery second = backendHarness.lease();

    backendHarness.deadLetters().redrive(DeadLetterFilter.EVERYTHING, "operator");
    backendHarness.nothingIsDue();
    backendHarness.settle(second, DONE);

    only(backendHarness, first);
  }

  /// No job of a key starts before all earlier ones have ended, with any outcomes.
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 7, 11})
  default void no_job_overtakes_another_of_its_key(long seed) {
    BackendHarness backendHarness = harness(ORDERED);
    var random = new Random(seed);
    Map<JobId, String> accounts = new HashMap<>();
    Map<String, List<Job>> waiting = new HashMap<>();
    int ended = 0;
    for (int round = 0; round < 400 && ended < 40; round++) {
      if (accounts.size() < 40) {
        String account = "account" + random.nextInt(4);
        Job job = put(backendHarness, account);
        accounts.put(job.id(), account);
        waiting.computeIfAbsent(account, _ -> new ArrayList<>()).add(job);
      }
      for (Delivery delivery : backendHarness.lease(ORDERS, 1 + random.nextInt(3))) {
        List<Job> line = waiting.getOrDefault(accounts.get(delivery.job().id()), List.of());
        assertThat(delivery.job()).isEqualTo(line.getFirst());
        Outcome outcome = outcome(random);
        backendHarness.settle(delivery, outcome);
        if (outcome instanceof Outcome.Retry) continue;
        line.removeFirst();
        ended++;
      }
      backendHarness.pass(Duration.ofSeconds(random.nextInt(8)));
    }
    assertThat(ended).as("jobs that ended").isEqualTo(40);
  }

  private static Outcome outcome(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new Outcome.Retry(Duration.ofSeconds(random.nextInt(10)), "busy");
      case 1 -> new Outcome.Dead("no");
      default -> DONE;
    };
  }

  private static Job put(BackendHarness backendHarness, String account) {
    var submission = submission(backendHarness, account);
    backendHarness.put(submission);
    return submission.job();
  }

  private static Submission submission(BackendHarness backendHarness, String account) {
    return Submission.withoutKeys(backendHarness.job()).withOrderingKey(OrderingKey.of(account));
  }

  /// Only this job is due.
  private static Delivery only(BackendHarness backendHarness, Job job) {
    List<Delivery> leased = backendHarness.lease(ORDERS, 10);
    assertThat(leased).extracting(Delivery::job).containsExactly(job);
    return leased.getFirst();
  }
}
