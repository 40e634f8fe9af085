package io.surgetank.contract;

import static io.surgetank.contract.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.backend.Clockwork;
import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.Promise;
import io.surgetank.event.Event;
import io.surgetank.job.Attempt;
import io.surgetank.job.Job;
import io.surgetank.job.JobKey;
import io.surgetank.ledger.Rejection;
import io.surgetank.queue.Delivery;
import io.surgetank.store.DeadFilter;
import io.surgetank.store.TrailEntry;
import io.surgetank.work.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Each change of state is told once, in the order of the job's life.
@Keeps(Promise.P2)
public interface EventContract extends BackendContract {
  @Test
  default void a_job_that_is_retried_and_processed_tells_its_life() {
    Bench bench = bench();
    Job job = bench.worked(new Outcome.Retry(Duration.ofSeconds(10), "busy"));
    bench.pass(Duration.ofSeconds(10));
    Delivery second = bench.lease();
    bench.pass(Duration.ofMillis(1500));
    bench.settle(second, new Outcome.Processed("{}"));

    var first = new Attempt(0, 1, Clockwork.START);
    assertThat(told(bench))
        .containsExactly(
            new Event.Accepted(job),
            new Event.Started(job, first),
            new Event.Retried(job, first, Duration.ofSeconds(10), "busy"),
            new Event.Started(job, second.attempt()),
            new Event.Processed(job, second.attempt(), Duration.ofMillis(1500)));
  }

  @Test
  default void a_death_a_redrive_and_a_purge_are_told() {
    Bench bench = bench();
    Job job = bench.dead("no");
    TrailEntry redrive = bench.deadLetters().redrive(DeadFilter.EVERYTHING, "operator");
    Delivery delivery = bench.lease();
    bench.settle(delivery, new Outcome.Dead("still no"));
    TrailEntry purge = bench.deadLetters().purge(DeadFilter.EVERYTHING, "operator");

    var first = new Attempt(0, 1, Clockwork.START);
    assertThat(told(bench))
        .containsExactly(
            new Event.Accepted(job),
            new Event.Started(job, first),
            new Event.Died(job, first, "no"),
            new Event.Operated(redrive),
            new Event.Started(job, delivery.attempt()),
            new Event.Died(job, delivery.attempt(), "still no"),
            new Event.Operated(purge));
  }

  @Test
  default void replays_cancellations_and_rejections_are_told() {
    Bench bench = bench();
    var key = new JobKey("/orders", JobKey.Kind.CLIENT_ID, "7");
    var submission = bench.keyed("one", key);
    bench.put(submission);
    bench.put(bench.keyed("one", key));
    bench.jobs().cancel(submission.job().id());
    bench.jobs().cancel(submission.job().id());
    bench.ledger().rejected(ORDERS, Rejection.INVALID, 3);

    assertThat(told(bench))
        .containsExactly(
            new Event.Accepted(submission.job()),
            new Event.Replayed(ORDERS, submission.job().id()),
            new Event.Cancelled(ORDERS, submission.job().id()),
            new Event.Rejected(ORDERS, Rejection.INVALID, 3));
  }

  @Test
  default void an_abandoned_attempt_is_told_and_so_is_a_released_one() {
    Bench bench = bench();
    Job job = bench.put();
    Delivery released = bench.lease();
    bench.queue().release(released.receipt());
    Delivery lost = bench.lease();
    bench.pass(Samples.LEASE.plusMillis(1));
    Delivery third = bench.lease();

    List<Event> told = told(bench);

    assertThat(told)
        .startsWith(
            new Event.Accepted(job),
            new Event.Started(job, released.attempt()),
            new Event.Released(job, released.attempt()),
            new Event.Started(job, lost.attempt()));
    assertThat(told.get(4)).isInstanceOf(Event.Abandoned.class);
    assertThat(((Event.Abandoned) told.get(4)).attempt()).isEqualTo(lost.attempt());
    assertThat(told.getLast()).isEqualTo(new Event.Started(job, third.attempt()));
    assertThat(told).hasSize(6);
  }

  @Test
  default void an_attempt_abandoned_for_the_last_time_tells_both_that_and_the_death() {
    Bench bench = bench();
    Job job = bench.put();
    for (int attempt = 1; attempt <= Samples.ATTEMPTS; attempt++) {
      bench.lease();
      bench.pass(Samples.LEASE.plusMillis(1));
    }
    bench.nothingIsDue();

    List<Event> told = told(bench);

    assertThat(told.subList(told.size() - 2, told.size()))
        .hasExactlyElementsOfTypes(Event.Abandoned.class, Event.Died.class);
    assertThat(((Event.Died) told.getLast()).job()).isEqualTo(job);
  }

  @Test
  default void what_changed_nothing_is_not_told() {
    Bench bench = bench();
    bench.put();
    Delivery delivery = bench.lease();
    bench.settle(delivery, new Outcome.Processed("{}"));
    int before = told(bench).size();

    bench.settle(delivery, new Outcome.Dead("no"));
    bench.queue().release(delivery.receipt());
    bench.queue().extend(delivery.receipt());
    bench.nothingIsDue();

    assertThat(told(bench)).hasSize(before);
  }

  /// What a job's life tells, without the opening of the store.
  private static List<Event> told(Bench bench) {
    return bench.events().stream().filter(event -> !(event instanceof Event.Opened)).toList();
  }
}
