package io.surgetank.contract;

import static io.surgetank.contract.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.Promise;
import io.surgetank.job.Attempt;
import io.surgetank.job.FinishedAttempt;
import io.surgetank.job.Job;
import io.surgetank.job.JobKey;
import io.surgetank.job.JobRecord;
import io.surgetank.job.State;
import io.surgetank.job.Status;
import io.surgetank.queue.Delivery;
import io.surgetank.store.DeadFilter;
import io.surgetank.store.Placement;
import io.surgetank.work.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sending dead letters round again.
@Keeps(Promise.P5)
public interface RedriveContract extends BackendContract {
  @Test
  default void a_redriven_job_is_pending_in_a_new_round_with_its_history() {
    Bench bench = bench();
    Job job = bench.dead("no");
    List<FinishedAttempt> history = bench.record(job.id()).attempts();

    redriveAll(bench, 1);

    assertThat(bench.record(job.id()))
        .isEqualTo(new JobRecord(job, new State.Pending(), history, 1));
    Delivery delivery = bench.lease();
    assertThat(delivery.job()).isEqualTo(job);
    assertThat(delivery.attempt()).isEqualTo(new Attempt(1, 1, bench.now()));
  }

  @Test
  default void attempts_count_anew_in_each_round_and_rounds_count_on() {
    Bench bench = bench();
    Job job = bench.dead("round 0");

    for (int round = 1; round <= 2; round++) {
      redriveAll(bench, 1);
      bench.settle(bench.lease(), new Outcome.Retry(Duration.ZERO, "again"));
      Delivery second = bench.lease();
      assertThat(second.attempt()).isEqualTo(new Attempt(round, 2, bench.now()));
      bench.settle(second, new Outcome.Dead("round " + round));
    }

    JobRecord record = bench.record(job.id());
    assertThat(record.redrives()).isEqualTo(2);
    assertThat(record.attempts())
        .extracting(FinishedAttempt::failure)
        .containsExactly("round 0", "again", "round 1", "again", "round 2");
    assertThat(bench.tally().died()).isEqualTo(3);
    assertThat(bench.tally().redriven()).isEqualTo(2);
    assertThat(bench.tally().dead()).isEqualTo(1);
  }

  @Test
  default void only_those_that_the_filter_means_go_round_again() {
    Bench bench = bench();
    Job timeout = bench.dead("Timeout");
    Job refused = bench.dead("refused");

    bench.deadLetters().redrive(new DeadFilter(List.of(), List.of(ORDERS), "timeout"), "operator");

    assertThat(bench.status(timeout)).isEqualTo(Status.PENDING);
    assertThat(bench.status(refused)).isEqualTo(Status.DEAD);
  }

  @Test
  default void a_redrive_done_again_finds_only_what_has_died_since() {
    Bench bench = bench();
    bench.dead("one");
    bench.dead("two");

    redriveAll(bench, 2);
    redriveAll(bench, 0);
    bench.settle(bench.lease(), new Outcome.Dead("three"));
    redriveAll(bench, 1);

    assertThat(bench.tally().redriven()).isEqualTo(3);
  }

  @Test
  default void a_redriven_job_is_not_swallowed_by_its_own_key() {
    Bench bench = bench();
    var key = new JobKey("/orders", JobKey.Kind.IDEMPOTENCY_KEY, "7");
    Job job = bench.keyed("one", key).job();
    bench.put(io.surgetank.store.Submission.withKeys(job, List.of(key), "one"));
    bench.settle(bench.lease(), new Outcome.Dead("no"));

    redriveAll(bench, 1);
    Placement replay = bench.put(bench.keyed("one", key));
    bench.settle(bench.lease(), new Outcome.Processed("{}"));

    assertThat(replay).isInstanceOf(Placement.Existing.class);
    assertThat(bench.status(job)).isEqualTo(Status.PROCESSED);
    assertThat(bench.tally().dead()).isZero();
  }

  @Test
  default void a_redrive_touches_no_other_end() {
    Bench bench = bench();
    Job processed = bench.processed();
    Job cancelled = bench.put();
    bench.jobs().cancel(cancelled.id());

    redriveAll(bench, 0);

    assertThat(bench.status(processed)).isEqualTo(Status.PROCESSED);
    assertThat(bench.status(cancelled)).isEqualTo(Status.CANCELLED);
    bench.nothingIsDue();
  }

  @Test
  default void many_dead_letters_go_round_at_once() {
    Bench bench = bench();
    bench.put(250);
    bench
        .lease(ORDERS, 250)
        .forEach(delivery -> bench.settle(delivery, new Outcome.Dead("the whole night")));

    redriveAll(bench, 250);

    assertThat(bench.tally().waiting()).isEqualTo(250);
    assertThat(bench.lease(ORDERS, 300)).hasSize(250);
  }

  private static void redriveAll(Bench bench, long expected) {
    assertThat(bench.deadLetters().redrive(DeadFilter.EVERYTHING, "operator").jobs())
        .isEqualTo(expected);
    assertThat(bench.tally().balances()).isTrue();
  }
}
