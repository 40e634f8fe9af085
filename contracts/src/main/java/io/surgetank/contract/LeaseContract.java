package io.surgetank.contract;

import static io.surgetank.contract.Samples.LEASE;
import static io.surgetank.job.FinishedAttempt.End.ABANDONED;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.Promise;
import io.surgetank.job.Attempt;
import io.surgetank.job.FinishedAttempt;
import io.surgetank.job.Job;
import io.surgetank.job.State;
import io.surgetank.job.Status;
import io.surgetank.queue.Delivery;
import io.surgetank.queue.Settlement;
import io.surgetank.work.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A worker has a delivery for a while only; what is given up is counted and delivered again.
@Keeps(Promise.P3)
public interface LeaseContract extends BackendContract {
  @Test
  default void a_job_whose_lease_ran_out_is_delivered_again_and_the_attempt_is_counted() {
    Bench bench = bench();
    Job job = bench.put();
    Delivery lost = bench.lease();

    bench.pass(LEASE.plusMillis(1));
    Delivery second = bench.lease();

    assertThat(second.job()).isEqualTo(job);
    assertThat(second.attempt()).isEqualTo(new Attempt(0, 2, bench.now()));
    List<FinishedAttempt> history = bench.record(job.id()).attempts();
    assertThat(history).hasSize(1);
    assertThat(history.getFirst().attempt()).isEqualTo(lost.attempt());
    assertThat(history.getFirst().end()).isEqualTo(ABANDONED);
    assertThat(history.getFirst().failure()).isNotBlank();
  }

  @Test
  default void a_job_abandoned_as_often_as_it_may_be_tried_is_dead() {
    Bench bench = bench();
    Job job = bench.put();

    for (int attempt = 1; attempt <= Samples.ATTEMPTS; attempt++) {
      assertThat(bench.lease().attempt().number()).isEqualTo(attempt);
      bench.pass(LEASE.plusMillis(1));
    }

    bench.nothingIsDue();
    assertThat(bench.status(job)).isEqualTo(Status.DEAD);
    assertThat(bench.record(job.id()).attempts())
        .hasSize(Samples.ATTEMPTS)
        .allMatch(attempt -> attempt.end() == ABANDONED);
    assertThat(bench.tally().died()).isEqualTo(1);
    assertThat(bench.tally().started()).isEqualTo(Samples.ATTEMPTS);
  }

  @Test
  default void a_lease_that_is_extended_lasts_for_the_full_time_from_then() {
    Bench bench = bench();
    bench.put();
    Delivery delivery = bench.lease();

    for (int turn = 0; turn < 3; turn++) {
      bench.pass(LEASE.minusSeconds(1));
      assertThat(bench.queue().extend(delivery.receipt())).isEqualTo(Settlement.SETTLED);
    }
    bench.pass(LEASE.minusSeconds(1));

    bench.nothingIsDue();
    assertThat(bench.settle(delivery, new Outcome.Processed("{}"))).isEqualTo(Settlement.SETTLED);
  }

  @Test
  default void an_extended_lease_runs_out_too() {
    Bench bench = bench();
    Job job = bench.put();
    Delivery delivery = bench.lease();
    bench.queue().extend(delivery.receipt());

    bench.pass(LEASE.plusMillis(1));

    assertThat(bench.lease().job()).isEqualTo(job);
  }

  @Test
  default void a_stale_receipt_settles_nothing() {
    Bench bench = bench();
    Job job = bench.put();
    Delivery lost = bench.lease();
    bench.pass(LEASE.plusMillis(1));
    Delivery second = bench.lease();

    for (Outcome outcome : outcomes())
      assertThat(bench.settle(lost, outcome)).as("%s", outcome).isEqualTo(Settlement.STALE);

    assertThat(bench.record(job.id()).state()).isEqualTo(new State.Processing(second.attempt()));
    assertThat(bench.record(job.id()).attempts()).hasSize(1);
  }

  @Test
  default void a_stale_receipt_neither_extends_nor_releases() {
    Bench bench = bench();
    Job job = bench.put();
    Delivery lost = bench.lease();
    bench.pass(LEASE.plusMillis(1));
    Delivery second = bench.lease();
    bench.pass(LEASE.minusSeconds(1));

    assertThat(bench.queue().release(lost.receipt())).isEqualTo(Settlement.STALE);
    assertThat(bench.queue().extend(lost.receipt())).isEqualTo(Settlement.STALE);

    assertThat(bench.record(job.id()).state()).isEqualTo(new State.Processing(second.attempt()));
    bench.pass(Duration.ofSeconds(2));
    assertThat(bench.lease().attempt().number()).isEqualTo(3);
  }

  @Test
  default void a_receipt_of_another_round_is_stale() {
    Bench bench = bench();
    Job job = bench.put();
    Delivery first = bench.lease();
    bench.settle(first, new Outcome.Dead("no"));
    bench.deadLetters().redrive(io.surgetank.store.DeadFilter.EVERYTHING, "operator");
    Delivery second = bench.lease();

    assertThat(bench.settle(first, new Outcome.Processed("{}"))).isEqualTo(Settlement.STALE);
    assertThat(bench.queue().release(first.receipt())).isEqualTo(Settlement.STALE);

    assertThat(bench.record(job.id()).state()).isEqualTo(new State.Processing(second.attempt()));
  }

  private static List<Outcome> outcomes() {
    return List.of(
        new Outcome.Processed("{}"),
        new Outcome.Retry(Duration.ZERO, "again"),
        new Outcome.Dead("no"));
  }
}
