package io.surgetank.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.State;
import io.surgetank.core.job.Status;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.store.CancelResult;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Cancelling jobs.
@Verifies(Promise.P2)
public interface CancellationContract extends BackendContract {
  @Test
  default void a_pending_job_is_cancelled_and_never_delivered() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();

    CancelResult cancelResult = backendHarness.jobs().cancel(job.id());

    assertThat(cancelResult).isEqualTo(new CancelResult.Cancelled(backendHarness.record(job.id())));
    assertThat(backendHarness.record(job.id()).state())
        .isEqualTo(new State.Cancelled(backendHarness.now()));
    backendHarness.nothingIsDue();
    assertThat(backendHarness.counters().cancelled()).isEqualTo(1);
  }

  @Test
  default void a_job_between_attempts_is_cancelled() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.settled(new Outcome.Retry(Duration.ofSeconds(5), "later"));

    CancelResult cancelResult = backendHarness.jobs().cancel(job.id());

    assertThat(cancelResult).isInstanceOf(CancelResult.Cancelled.class);
    assertThat(backendHarness.record(job.id()).attempts()).hasSize(1);
    backendHarness.pass(Duration.ofSeconds(5));
    backendHarness.nothingIsDue();
  }

  @Test
  default void cancelling_is_idempotent() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();
    backendHarness.jobs().cancel(job.id());
    backendHarness.pass(Duration.ofSeconds(1));

    CancelResult again = backendHarness.jobs().cancel(job.id());

    assertThat(again).isEqualTo(new CancelResult.Cancelled(backendHarness.record(job.id())));
    assertThat(backendHarness.counters().cancelled()).isEqualTo(1);
  }

  @Test
  default void a_running_job_is_not_cancelled() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();
    Delivery delivery = backendHarness.lease();

    CancelResult refused = backendHarness.jobs().cancel(job.id());

    assertThat(refused).isEqualTo(new CancelResult.TooLate(backendHarness.record(job.id())));
    assertThat(backendHarness.settle(delivery, new Outcome.Processed("{}")))
        .isEqualTo(SettleResult.SETTLED);
  }

  @Test
  default void an_ended_job_is_not_cancelled() {
    BackendHarness backendHarness = harness();
    Job processed = backendHarness.processed();
    Job dead = backendHarness.dead("no");

    assertThat(backendHarness.jobs().cancel(processed.id()))
        .isInstanceOf(CancelResult.TooLate.class);
    assertThat(backendHarness.jobs().cancel(dead.id())).isInstanceOf(CancelResult.TooLate.class);
    assertThat(backendHarness.status(processed)).isEqualTo(Status.PROCESSED);
    assertThat(backendHarness.status(dead)).isEqualTo(Status.DEAD);
  }

  @Test
  default void an_unknown_job_is_not_cancelled() {
    BackendHarness backendHarness = harness();

    assertThat(backendHarness.jobs().cancel(backendHarness.job().id()))
        .isEqualTo(new CancelResult.Unknown());
  }
}
