package io.surgetank.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.Promise;
import io.surgetank.job.Job;
import io.surgetank.job.State;
import io.surgetank.job.Status;
import io.surgetank.queue.Delivery;
import io.surgetank.queue.Settlement;
import io.surgetank.store.Cancellation;
import io.surgetank.work.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Calling jobs back.
@Keeps(Promise.P2)
public interface CancellationContract extends BackendContract {
  @Test
  default void a_pending_job_is_called_back_and_never_delivered() {
    Bench bench = bench();
    Job job = bench.put();

    Cancellation cancellation = bench.jobs().cancel(job.id());

    assertThat(cancellation).isEqualTo(new Cancellation.Done(bench.record(job.id())));
    assertThat(bench.record(job.id()).state()).isEqualTo(new State.Cancelled(bench.now()));
    bench.nothingIsDue();
    assertThat(bench.tally().cancelled()).isEqualTo(1);
  }

  @Test
  default void a_job_between_attempts_is_called_back() {
    Bench bench = bench();
    Job job = bench.worked(new Outcome.Retry(Duration.ofSeconds(5), "later"));

    Cancellation cancellation = bench.jobs().cancel(job.id());

    assertThat(cancellation).isInstanceOf(Cancellation.Done.class);
    assertThat(bench.record(job.id()).attempts()).hasSize(1);
    bench.pass(Duration.ofSeconds(5));
    bench.nothingIsDue();
  }

  @Test
  default void calling_back_twice_is_calling_back_once() {
    Bench bench = bench();
    Job job = bench.put();
    bench.jobs().cancel(job.id());
    bench.pass(Duration.ofSeconds(1));

    Cancellation again = bench.jobs().cancel(job.id());

    assertThat(again).isEqualTo(new Cancellation.Done(bench.record(job.id())));
    assertThat(bench.tally().cancelled()).isEqualTo(1);
  }

  @Test
  default void a_job_that_a_worker_has_is_not_called_back() {
    Bench bench = bench();
    Job job = bench.put();
    Delivery delivery = bench.lease();

    Cancellation refused = bench.jobs().cancel(job.id());

    assertThat(refused).isEqualTo(new Cancellation.TooLate(bench.record(job.id())));
    assertThat(bench.settle(delivery, new Outcome.Processed("{}"))).isEqualTo(Settlement.SETTLED);
  }

  @Test
  default void a_job_that_is_over_is_not_called_back() {
    Bench bench = bench();
    Job processed = bench.processed();
    Job dead = bench.dead("no");

    assertThat(bench.jobs().cancel(processed.id())).isInstanceOf(Cancellation.TooLate.class);
    assertThat(bench.jobs().cancel(dead.id())).isInstanceOf(Cancellation.TooLate.class);
    assertThat(bench.status(processed)).isEqualTo(Status.PROCESSED);
    assertThat(bench.status(dead)).isEqualTo(Status.DEAD);
  }

  @Test
  default void an_unknown_job_is_not_called_back() {
    Bench bench = bench();

    assertThat(bench.jobs().cancel(bench.job().id())).isEqualTo(new Cancellation.Unknown());
  }
}
