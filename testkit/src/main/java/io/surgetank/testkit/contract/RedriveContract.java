package io.surgetank.testkit.contract;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.State;
import io.surgetank.core.job.Status;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Redriving dead letters.
@Verifies(Promise.P5)
public interface RedriveContract extends BackendContract {
  @Test
  default void a_redriven_job_is_pending_in_a_new_round_with_its_history() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.dead("no");
    List<FinishedAttempt> history = backendHarness.record(job.id()).attempts();

    redriveAll(backendHarness, 1);

    assertThat(backendHarness.record(job.id()))
        .isEqualTo(new JobRecord(job, new State.Pending(), history, 1));
    Delivery delivery = backendHarness.lease();
    assertThat(delivery.job()).isEqualTo(job);
    assertThat(delivery.attempt()).isEqualTo(new Attempt(1, 1, backendHarness.now()));
  }

  @Test
  default void attempts_restart_at_one_in_each_round_and_rounds_increase() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.dead("round 0");

    for (int round = 1; round <= 2; round++) {
      redriveAll(backendHarness, 1);
      backendHarness.settle(backendHarness.lease(), new Outcome.Retry(Duration.ZERO, "again"));
      Delivery second = backendHarness.lease();
      assertThat(second.attempt()).isEqualTo(new Attempt(round, 2, backendHarness.now()));
      backendHarness.settle(second, new Outcome.Dead("round " + round));
    }

    JobRecord record = backendHarness.record(job.id());
    assertThat(record.redrives()).isEqualTo(2);
    assertThat(record.attempts())
        .extracting(FinishedAttempt::failure)
        .containsExactly("round 0", "again", "round 1", "again", "round 2");
    assertThat(backendHarness.counters().deadLettered()).isEqualTo(3);
    assertThat(backendHarness.counters().redriven()).isEqualTo(2);
    assertThat(backendHarness.counters().dead()).isEqualTo(1);
  }

  @Test
  default void only_matching_dead_letters_are_redriven() {
    BackendHarness backendHarness = harness();
    Job timeout = backendHarness.dead("Timeout");
    Job refused = backendHarness.dead("refused");

    backendHarness
        .deadLetters()
        .redrive(new DeadLetterFilter(List.of(), List.of(ORDERS), "timeout"), "operator");

    assertThat(backendHarness.status(timeout)).isEqualTo(Status.PENDING);
    assertThat(backendHarness.status(refused)).isEqualTo(Status.DEAD);
  }

  @Test
  default void a_repeated_redrive_affects_only_jobs_that_died_since() {
    BackendHarness backendHarness = harness();
    backendHarness.dead("one");
    backendHarness.dead("two");

    redriveAll(backendHarness, 2);
    redriveAll(backendHarness, 0);
    backendHarness.settle(backendHarness.lease(), new Outcome.Dead("three"));
    redriveAll(backendHarness, 1);

    assertThat(backendHarness.counters().redriven()).isEqualTo(3);
  }

  @Test
  default void a_redriven_job_is_not_deduplicated_by_its_own_key() {
    BackendHarness backendHarness = harness();
    var key = new JobKey("/orders", JobKey.Kind.IDEMPOTENCY_KEY, "7");
    Job job = backendHarness.keyed("one", key).job();
    backendHarness.put(io.surgetank.core.store.Submission.withKeys(job, List.of(key), "one"));
    backendHarness.settle(backendHarness.lease(), new Outcome.Dead("no"));

    redriveAll(backendHarness, 1);
    PutResult replay = backendHarness.put(backendHarness.keyed("one", key));
    backendHarness.settle(backendHarness.lease(), new Outcome.Processed("{}"));

    assertThat(replay).isInstanceOf(PutResult.Existing.class);
    assertThat(backendHarness.status(job)).isEqualTo(Status.PROCESSED);
    assertThat(backendHarness.counters().dead()).isZero();
  }

  @Test
  default void a_redrive_affects_no_other_final_status() {
    BackendHarness backendHarness = harness();
    Job processed = backendHarness.processed();
    Job cancelled = backendHarness.put();
    backendHarness.jobs().cancel(cancelled.id());

    redriveAll(backendHarness, 0);

    assertThat(backendHarness.status(processed)).isEqualTo(Status.PROCESSED);
    assertThat(backendHarness.status(cancelled)).isEqualTo(Status.CANCELLED);
    backendHarness.nothingIsDue();
  }

  @Test
  default void many_dead_letters_are_redriven_at_once() {
    BackendHarness backendHarness = harness();
    backendHarness.put(250);
    backendHarness
        .lease(ORDERS, 250)
        .forEach(delivery -> backendHarness.settle(delivery, new Outcome.Dead("the whole night")));

    redriveAll(backendHarness, 250);

    assertThat(backendHarness.counters().unfinished()).isEqualTo(250);
    assertThat(backendHarness.lease(ORDERS, 300)).hasSize(250);
  }

  private static void redriveAll(BackendHarness backendHarness, long expected) {
    assertThat(backendHarness.deadLetters().redrive(DeadLetterFilter.EVERYTHING, "operator").jobs())
        .isEqualTo(expected);
    assertThat(backendHarness.counters().balances()).isTrue();
  }
}
