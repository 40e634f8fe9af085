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

/// Calling jobs back.
@Verifies(Promise.P2)
public interface CancellationContract extends BackendContract {
  @Test
  default void a_pending_job_is_called_back_and_never_delivered() {
    BackendHarness backendHarness = bench();
    Job job = backendHarness.put();

    CancelResult cancelResult = backendHarness.jobs().cancel(job.id());

    assertThat(cancelResult).isEqualTo(new CancelResult.Cancelled(backendHarness.record(job.id())));
    assertThat(backendHarness.record(job.id()).state())
        .isEqualTo(new State.Cancelled(backendHarness.now()));
    backendHarness.nothingIsDue();
    assertThat(backendHarness.tally().cancelled()).isEqualTo(1);
  }

  @Test
  default void a_job_between_attempts_is_called_back() {
    BackendHarness backendHarness = bench();
    Job job = backendHarness.worked(new Outcome.Retry(Duration.ofSeconds(5), "later"));

    CancelResult cancelResult = backendHarness.jobs().cancel(job.id());

    assertThat(cancelResult).isInstanceOf(CancelResult.Cancelled.class);
    assertThat(backendHarness.record(job.id()).attempts()).hasSize(1);
    backendHarness.pass(Duration.ofSeconds(5));
    backendHarness.nothingIsDue();
  }

  @Test
  default void calling_back_twice_is_calling_back_once() {
    BackendHarness backendHarness = bench();
    Job job = backendHarness.put();
    backendHarness.jobs().cancel(job.id());
    backendHarness.pass(Duration.ofSeconds(1));

    CancelResult again = backendHarness.jobs().cancel(job.id());

    assertThat(again).isEqualTo(new CancelResult.Cancelled(backendHarness.record(job.id())));
    assertThat(backendHarness.tally().cancelled()).isEqualTo(1);
  }

  @Test
  default void a_job_that_a_worker_has_is_not_called_back() {
    BackendHarness backendHarness = bench();
    Job job = backendHarness.put();
    Delivery delivery = backendHarness.lease();

    CancelResult refused = backendHarness.jobs().cancel(job.id());

    assertThat(refused).isEqualTo(new CancelResult.TooLate(backendHarness.record(job.id())));
    assertThat(backendHarness.settle(delivery, new Outcome.Processed("{}")))
        .isEqualTo(SettleResult.SETTLED);
  }

  @Test
  default void a_job_that_is_over_is_not_called_back() {
    BackendHarness backendHarness = bench();
    Job processed = backendHarness.processed();
    Job dead = backendHarness.dead("no");

    assertThat(backendHarness.jobs().cancel(processed.id()))
        .isInstanceOf(CancelResult.TooLate.class);
    assertThat(backendHarness.jobs().cancel(dead.id())).isInstanceOf(CancelResult.TooLate.class);
    assertThat(backendHarness.status(processed)).isEqualTo(Status.PROCESSED);
    assertThat(backendHarness.status(dead)).isEqualTo(Status.DEAD);
  }

  @Test
  default void an_unknown_job_is_not_called_back() {
    BackendHarness backendHarness = bench();

    assertThat(backendHarness.jobs().cancel(backendHarness.job().id()))
        .isEqualTo(new CancelResult.Unknown());
  }
}
