package io.surgetank.contract;

import static io.surgetank.contract.Samples.ATTEMPTS;
import static io.surgetank.contract.Samples.LEASE;
import static io.surgetank.contract.Samples.ORDERED;
import static io.surgetank.contract.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.Promise;
import io.surgetank.job.Job;
import io.surgetank.job.JobId;
import io.surgetank.job.OrderingKey;
import io.surgetank.job.Status;
import io.surgetank.queue.Delivery;
import io.surgetank.store.DeadFilter;
import io.surgetank.store.Submission;
import io.surgetank.work.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Jobs of one ordering key are worked one after another, in the order of acceptance.
@Keeps(Promise.P9)
public interface OrderingContract extends BackendContract {
  Outcome DONE = new Outcome.Processed("{}");

  @Test
  default void jobs_of_one_key_are_delivered_one_after_another() {
    Bench bench = bench(ORDERED);
    List<Job> jobs = List.of(put(bench, "a"), put(bench, "a"), put(bench, "a"));

    for (Job job : jobs) bench.settle(only(bench, job), DONE);

    bench.nothingIsDue();
  }

  @Test
  default void jobs_of_different_keys_do_not_wait_for_each_other() {
    Bench bench = bench(ORDERED);
    Job first = put(bench, "a");
    put(bench, "a");
    Job other = put(bench, "b");

    assertThat(bench.lease(ORDERS, 10))
        .extracting(Delivery::job)
        .containsExactlyInAnyOrder(first, other);
  }

  @Test
  default void jobs_put_together_keep_their_order_too() {
    Bench bench = bench(ORDERED);
    var together = new ArrayList<Submission>();
    for (int i = 0; i < 25; i++) together.add(submission(bench, "a"));

    bench.jobs().put(together);

    for (Submission next : together) bench.settle(only(bench, next.job()), DONE);
  }

  @Test
  default void a_retry_holds_up_those_behind_it() {
    Bench bench = bench(ORDERED);
    Job first = put(bench, "a");
    Job second = put(bench, "a");

    bench.settle(bench.lease(), new Outcome.Retry(Duration.ofSeconds(30), "busy"));
    bench.nothingIsDue();
    bench.pass(Duration.ofSeconds(31));
    bench.settle(only(bench, first), DONE);

    only(bench, second);
  }

  @Test
  default void a_dead_letter_lets_those_behind_it_go_on() {
    Bench bench = bench(ORDERED);
    put(bench, "a");
    Job second = put(bench, "a");

    bench.settle(bench.lease(), new Outcome.Dead("no"));

    only(bench, second);
  }

  @Test
  default void a_job_called_back_lets_those_behind_it_go_on() {
    Bench bench = bench(ORDERED);
    Job first = put(bench, "a");
    Job second = put(bench, "a");
    Job third = put(bench, "a");

    bench.jobs().cancel(second.id());
    bench.settle(only(bench, first), new Outcome.Retry(Duration.ofSeconds(30), "busy"));
    bench.jobs().cancel(first.id());
    bench.pass(Duration.ofSeconds(31));

    only(bench, third);
    assertThat(bench.status(first)).isEqualTo(Status.CANCELLED);
    assertThat(bench.status(second)).isEqualTo(Status.CANCELLED);
  }

  @Test
  default void a_delivery_that_is_lost_or_given_back_is_still_the_next() {
    Bench bench = bench(ORDERED);
    Job first = put(bench, "a");
    put(bench, "a");

    only(bench, first);
    bench.pass(LEASE.plusMillis(1));
    Delivery again = only(bench, first);
    bench.queue().release(again.receipt());

    assertThat(only(bench, first).attempt().number()).isEqualTo(2);
  }

  @Test
  default void what_is_abandoned_for_the_last_time_lets_those_behind_it_go_on() {
    Bench bench = bench(ORDERED);
    Job first = put(bench, "a");
    Job second = put(bench, "a");

    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      only(bench, first);
      bench.pass(LEASE.plusMillis(1));
    }

    only(bench, second);
    assertThat(bench.status(first)).isEqualTo(Status.DEAD);
  }

  @Test
  default void a_redriven_job_is_not_worked_beside_another_of_its_key() {
    Bench bench = bench(ORDERED);
    Job first = put(bench, "a");
    put(bench, "a");
    bench.settle(only(bench, first), new Outcome.Dead("no"));
    Delivery second = bench.lease();

    bench.deadLetters().redrive(DeadFilter.EVERYTHING, "operator");
    bench.nothingIsDue();
    bench.settle(second, DONE);

    only(bench, first);
  }

  /// Whatever becomes of them, no job of a key begins before all that were accepted before it have
  /// ended.
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 7, 11})
  default void no_job_overtakes_another_of_its_key(long seed) {
    Bench bench = bench(ORDERED);
    var random = new Random(seed);
    Map<JobId, String> accounts = new HashMap<>();
    Map<String, List<Job>> waiting = new HashMap<>();
    int ended = 0;
    for (int turn = 0; turn < 400 && ended < 40; turn++) {
      if (accounts.size() < 40) {
        String account = "account" + random.nextInt(4);
        Job job = put(bench, account);
        accounts.put(job.id(), account);
        waiting.computeIfAbsent(account, _ -> new ArrayList<>()).add(job);
      }
      for (Delivery delivery : bench.lease(ORDERS, 1 + random.nextInt(3))) {
        List<Job> line = waiting.getOrDefault(accounts.get(delivery.job().id()), List.of());
        assertThat(delivery.job()).isEqualTo(line.getFirst());
        Outcome outcome = outcome(random);
        bench.settle(delivery, outcome);
        if (outcome instanceof Outcome.Retry) continue;
        line.removeFirst();
        ended++;
      }
      bench.pass(Duration.ofSeconds(random.nextInt(8)));
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

  private static Job put(Bench bench, String account) {
    var submission = submission(bench, account);
    bench.put(submission);
    return submission.job();
  }

  private static Submission submission(Bench bench, String account) {
    return Submission.withoutKeys(bench.job()).behind(OrderingKey.of(account));
  }

  /// This job is due, and no other.
  private static Delivery only(Bench bench, Job job) {
    List<Delivery> leased = bench.lease(ORDERS, 10);
    assertThat(leased).extracting(Delivery::job).containsExactly(job);
    return leased.getFirst();
  }
}
