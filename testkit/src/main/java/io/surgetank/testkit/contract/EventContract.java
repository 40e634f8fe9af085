package io.surgetank.testkit.contract;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.OperatorAction;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Each change of state emits one event, in order.
@Verifies(Promise.P2)
public interface EventContract extends BackendContract {
  @Test
  default void a_retried_and_processed_job_emits_its_events() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.settled(new Outcome.Retry(Duration.ofSeconds(10), "busy"));
    backendHarness.pass(Duration.ofSeconds(10));
    Delivery second = backendHarness.lease();
    backendHarness.pass(Duration.ofMillis(1500));
    backendHarness.settle(second, new Outcome.Processed("{}"));

    var first = new Attempt(0, 1, TestClock.START);
    assertThat(events(backendHarness))
        .containsExactly(
            new Event.Accepted(job),
            new Event.Started(job, first),
            new Event.Retried(job, first, Duration.ofSeconds(10), "busy"),
            new Event.Started(job, second.attempt()),
            new Event.Processed(job, second.attempt(), Duration.ofMillis(1500)));
  }

  @Test
  default void a_death_a_redrive_and_a_purge_emit_events() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.dead("no");
    OperatorAction redrive =
        backendHarness.deadLetters().redrive(DeadLetterFilter.EVERYTHING, "operator");
    Delivery delivery = backendHarness.lease();
    backendHarness.settle(delivery, new Outcome.Dead("still no"));
    OperatorAction purge =
        backendHarness.deadLetters().purge(DeadLetterFilter.EVERYTHING, "operator");

    var first = new Attempt(0, 1, TestClock.START);
    assertThat(events(backendHarness))
        .containsExactly(
            new Event.Accepted(job),
            new Event.Started(job, first),
            new Event.DeadLettered(job, first, "no"),
            new Event.OperatorActed(redrive),
            new Event.Started(job, delivery.attempt()),
            new Event.DeadLettered(job, delivery.attempt(), "still no"),
            new Event.OperatorActed(purge));
  }

  @Test
  default void replays_cancellations_and_rejections_emit_events() {
    BackendHarness backendHarness = harness();
    var key = new JobKey("/orders", JobKey.Kind.CLIENT_ID, "7");
    var submission = backendHarness.keyed("one", key);
    backendHarness.put(submission);
    backendHarness.put(backendHarness.keyed("one", key));
    backendHarness.jobs().cancel(submission.job().id());
    backendHarness.jobs().cancel(submission.job().id());
    backendHarness.ledger().rejected(ORDERS, Rejection.INVALID, 3);

    assertThat(events(backendHarness))
        .containsExactly(
            new Event.Accepted(submission.job()),
            new Event.Replayed(ORDERS, submission.job().id()),
            new Event.Cancelled(ORDERS, submission.job().id()),
            new Event.Rejected(ORDERS, Rejection.INVALID, 3));
  }

  @Test
  default void abandoned_and_released_attempts_emit_events() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();
    Delivery released = backendHarness.lease();
    backendHarness.queue().release(released.receipt());
    Delivery lost = backendHarness.lease();
    backendHarness.pass(SamplePipelines.LEASE.plusMillis(1));
    Delivery third = backendHarness.lease();

    List<Event> events = events(backendHarness);

    assertThat(events)
        .startsWith(
            new Event.Accepted(job),
            new Event.Started(job, released.attempt()),
            new Event.Released(job, released.attempt()),
            new Event.Started(job, lost.attempt()));
    assertThat(events.get(4)).isInstanceOf(Event.Abandoned.class);
    assertThat(((Event.Abandoned) events.get(4)).attempt()).isEqualTo(lost.attempt());
    assertThat(events.getLast()).isEqualTo(new Event.Started(job, third.attempt()));
    assertThat(events).hasSize(6);
  }

  @Test
  default void an_attempt_abandoned_for_the_last_time_emits_abandoned_and_dead_lettered() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();
    for (int attempt = 1; attempt <= SamplePipelines.ATTEMPTS; attempt++) {
      backendHarness.lease();
      backendHarness.pass(SamplePipelines.LEASE.plusMillis(1));
    }
    backendHarness.nothingIsDue();

    List<Event> events = events(backendHarness);

    assertThat(events.subList(events.size() - 2, events.size()))
        .hasExactlyElementsOfTypes(Event.Abandoned.class, Event.DeadLettered.class);
    assertThat(((Event.DeadLettered) events.getLast()).job()).isEqualTo(job);
  }

  @Test
  default void calls_without_effect_emit_no_events() {
    BackendHarness backendHarness = harness();
    backendHarness.put();
    Delivery delivery = backendHarness.lease();
    backendHarness.settle(delivery, new Outcome.Processed("{}"));
    int before = events(backendHarness).size();

    backendHarness.settle(delivery, new Outcome.Dead("no"));
    backendHarness.queue().release(delivery.receipt());
    backendHarness.queue().extend(delivery.receipt());
    backendHarness.nothingIsDue();

    assertThat(events(backendHarness)).hasSize(before);
  }

  /// The events of a job, without the opening of the store.
  private static List<Event> events(BackendHarness backendHarness) {
    return backendHarness.events().stream()
        .filter(event -> !(event instanceof Event.Opened))
        .toList();
  }
}
