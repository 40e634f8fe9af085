package io.surgetank.testkit.contract;

import static io.surgetank.core.job.FinishedAttempt.End.ABANDONED;
import static io.surgetank.testkit.contract.SamplePipelines.LEASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.State;
import io.surgetank.core.job.Status;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A worker holds a delivery for a limited time; an abandoned one is counted and delivered again.
@Verifies(Promise.P3)
public interface LeaseContract extends BackendContract {
  @Test
  default void a_job_with_an_expired_lease_is_delivered_again_and_the_attempt_is_counted() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();
    Delivery lost = backendHarness.lease();

    backendHarness.pass(LEASE.plusMillis(1));
    Delivery second = backendHarness.lease();

    assertThat(second.job()).isEqualTo(job);
    assertThat(second.attempt()).isEqualTo(new Attempt(0, 2, backendHarness.now()));
    List<FinishedAttempt> history = backendHarness.record(job.id()).attempts();
    assertThat(history).hasSize(1);
    assertThat(history.getFirst().attempt()).isEqualTo(lost.attempt());
    assertThat(history.getFirst().end()).isEqualTo(ABANDONED);
    assertThat(history.getFirst().failure()).isNotBlank();
  }

  @Test
  default void a_job_abandoned_in_every_attempt_is_dead() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();

    for (int attempt = 1; attempt <= SamplePipelines.ATTEMPTS; attempt++) {
      assertThat(backendHarness.lease().attempt().number()).isEqualTo(attempt);
      backendHarness.pass(LEASE.plusMillis(1));
    }

    backendHarness.nothingIsDue();
    assertThat(backendHarness.status(job)).isEqualTo(Status.DEAD);
    assertThat(backendHarness.record(job.id()).attempts())
        .hasSize(SamplePipelines.ATTEMPTS)
        .allMatch(attempt -> attempt.end() == ABANDONED);
    assertThat(backendHarness.counters().deadLettered()).isEqualTo(1);
    assertThat(backendHarness.counters().started()).isEqualTo(SamplePipelines.ATTEMPTS);
  }

  @Test
  default void an_extended_lease_lasts_for_the_full_time() {
    BackendHarness backendHarness = harness();
    backendHarness.put();
    Delivery delivery = backendHarness.lease();

    for (int round = 0; round < 3; round++) {
      backendHarness.pass(LEASE.minusSeconds(1));
      assertThat(backendHarness.queue().extend(delivery.receipt())).isEqualTo(SettleResult.SETTLED);
    }
    backendHarness.pass(LEASE.minusSeconds(1));

    backendHarness.nothingIsDue();
    assertThat(backendHarness.settle(delivery, new Outcome.Processed("{}")))
        .isEqualTo(SettleResult.SETTLED);
  }

  @Test
  default void an_extended_lease_expires() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();
    Delivery delivery = backendHarness.lease();
    backendHarness.queue().extend(delivery.receipt());

    backendHarness.pass(LEASE.plusMillis(1));

    assertThat(backendHarness.lease().job()).isEqualTo(job);
  }

  @Test
  default void a_stale_receipt_settles_nothing() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();
    Delivery lost = backendHarness.lease();
    backendHarness.pass(LEASE.plusMillis(1));
    Delivery second = backendHarness.lease();

    for (Outcome outcome : outcomes())
      assertThat(backendHarness.settle(lost, outcome))
          .as("%s", outcome)
          .isEqualTo(SettleResult.STALE);

    assertThat(backendHarness.record(job.id()).state())
        .isEqualTo(new State.Processing(second.attempt()));
    assertThat(backendHarness.record(job.id()).attempts()).hasSize(1);
  }

  @Test
  default void a_stale_receipt_neither_extends_nor_releases() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();
    Delivery lost = backendHarness.lease();
    backendHarness.pass(LEASE.plusMillis(1));
    Delivery second = backendHarness.lease();
    backendHarness.pass(LEASE.minusSeconds(1));

    assertThat(backendHarness.queue().release(lost.receipt())).isEqualTo(SettleResult.STALE);
    assertThat(backendHarness.queue().extend(lost.receipt())).isEqualTo(SettleResult.STALE);

    assertThat(backendHarness.record(job.id()).state())
        .isEqualTo(new State.Processing(second.attempt()));
    backendHarness.pass(Duration.ofSeconds(2));
    assertThat(backendHarness.lease().attempt().number()).isEqualTo(3);
  }

  @Test
  default void a_receipt_of_another_round_is_stale() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();
    Delivery first = backendHarness.lease();
    backendHarness.settle(first, new Outcome.Dead("no"));
    backendHarness
        .deadLetters()
        .redrive(io.surgetank.core.store.DeadLetterFilter.EVERYTHING, "operator");
    Delivery second = backendHarness.lease();

    assertThat(backendHarness.settle(first, new Outcome.Processed("{}")))
        .isEqualTo(SettleResult.STALE);
    assertThat(backendHarness.queue().release(first.receipt())).isEqualTo(SettleResult.STALE);

    assertThat(backendHarness.record(job.id()).state())
        .isEqualTo(new State.Processing(second.attempt()));
  }

  private static List<Outcome> outcomes() {
    return List.of(
        new Outcome.Processed("{}"),
        new Outcome.Retry(Duration.ZERO, "again"),
        new Outcome.Dead("no"));
  }
}
