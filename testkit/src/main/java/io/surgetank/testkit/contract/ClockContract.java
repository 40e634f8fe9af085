package io.surgetank.testkit.contract;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.OrderingKey;
import io.surgetank.core.job.State;
import io.surgetank.core.job.Status;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.store.TrustedClock;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The wall clock of the machine is set while the backend runs: by hours or by days, forward or
/// back. It changes no wait, lease or retention.
@Verifies({Promise.P2, Promise.P5})
public interface ClockContract extends BackendContract {
  Duration WAIT = Duration.ofSeconds(30);

  @ParameterizedTest(name = "by {0} hours")
  @ValueSource(ints = {1, -1, 24, -24})
  default void a_retry_waits_for_its_delay(int hours) {
    BackendHarness backendHarness = harness();
    backendHarness.put();
    backendHarness.settle(backendHarness.lease(), new Outcome.Retry(WAIT, "later"));

    backendHarness.jump(Duration.ofHours(hours));
    backendHarness.pass(WAIT.minusSeconds(1));
    backendHarness.nothingIsDue();
    backendHarness.pass(Duration.ofSeconds(1));

    assertThat(backendHarness.lease().attempt().number()).isEqualTo(2);
  }

  @ParameterizedTest(name = "by {0} hours")
  @ValueSource(ints = {1, -1, 24, -24})
  default void the_next_attempt_is_shown_in_wall_clock_time(int hours) {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();
    backendHarness.settle(backendHarness.lease(), new Outcome.Retry(WAIT, "later"));
    backendHarness.jump(Duration.ofHours(hours));

    backendHarness.pass(Duration.ofSeconds(10));

    assertThat(backendHarness.record(job.id()).state())
        .isEqualTo(new State.Retrying(backendHarness.now().plus(WAIT).minusSeconds(10)));
  }

  @ParameterizedTest(name = "by {0} hours")
  @ValueSource(ints = {1, -1, 24, -24})
  default void a_running_attempt_continues_and_no_second_one_starts(int hours) {
    BackendHarness backendHarness = harness(SamplePipelines.ORDERED);
    Job first = backendHarness.job();
    Job second = backendHarness.job();
    for (Job job : List.of(first, second))
      backendHarness.put(Submission.withoutKeys(job).withOrderingKey(OrderingKey.of("account")));
    Delivery running = backendHarness.lease();
    assertThat(running.job()).isEqualTo(first);

    backendHarness.jump(Duration.ofHours(hours));
    backendHarness.pass(Duration.ofSeconds(1));

    backendHarness.nothingIsDue();
    assertThat(backendHarness.status(first)).isEqualTo(Status.PROCESSING);
    assertThat(backendHarness.settle(running, new Outcome.Processed("{}")))
        .isEqualTo(SettleResult.SETTLED);
    assertThat(backendHarness.record(first.id()).attempts()).hasSize(1);
    assertThat(backendHarness.lease().job()).isEqualTo(second);
  }

  @ParameterizedTest(name = "by {0} hours")
  @ValueSource(ints = {1, -1, 24, -24})
  default void the_times_of_a_job_never_go_backwards(int hours) {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();
    backendHarness.jump(Duration.ofHours(hours));
    backendHarness.settle(backendHarness.lease(), new Outcome.Retry(Duration.ZERO, "again"));
    backendHarness.jump(Duration.ofHours(-2L * hours));
    backendHarness.settle(backendHarness.lease(), new Outcome.Dead("no"));

    JobRecord record = backendHarness.record(job.id());

    Instant last = job.acceptedAt();
    for (FinishedAttempt finished : record.attempts()) {
      assertThat(finished.attempt().startedAt()).isAfterOrEqualTo(last);
      assertThat(finished.endedAt()).isAfterOrEqualTo(finished.attempt().startedAt());
      last = finished.endedAt();
    }
  }

  @ParameterizedTest(name = "by {0} hours")
  @ValueSource(ints = {24 * 15, -24 * 15, 24 * 1_000})
  default void a_clock_that_was_set_removes_nothing(int hours) {
    BackendHarness backendHarness = harness();
    Job dead = backendHarness.dead("no");
    Job processed = backendHarness.processed();

    backendHarness.jump(Duration.ofHours(hours));
    backendHarness.pass(Duration.ofSeconds(3));
    backendHarness.jump(Duration.ofHours(-hours));
    backendHarness.pass(Duration.ofSeconds(3));

    assertThat(backendHarness.status(dead)).isEqualTo(Status.DEAD);
    assertThat(backendHarness.status(processed)).isEqualTo(Status.PROCESSED);
    backendHarness.pass(SamplePipelines.DEAD_LETTERS);
    assertThat(backendHarness.jobs().find(dead.id())).isEmpty();
    assertThat(backendHarness.counters(ORDERS).balances()).isTrue();
  }

  @ParameterizedTest(name = "by {0} days")
  @ValueSource(ints = {15, 1_000})
  default void a_clock_that_was_set_is_trusted_after_advancing_evenly(int days) {
    BackendHarness backendHarness = harness();
    Job dead = backendHarness.dead("no");
    backendHarness.jump(Duration.ofDays(days));
    backendHarness.pass(Duration.ofSeconds(1));

    backendHarness.pass(TrustedClock.CONFIRMED.minusSeconds(2));
    assertThat(backendHarness.status(dead)).isEqualTo(Status.DEAD);
    backendHarness.pass(Duration.ofSeconds(3));

    assertThat(backendHarness.jobs().find(dead.id())).isEmpty();
  }
}
