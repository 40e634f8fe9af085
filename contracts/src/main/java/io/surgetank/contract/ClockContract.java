package io.surgetank.contract;

import static io.surgetank.contract.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.Promise;
import io.surgetank.job.FinishedAttempt;
import io.surgetank.job.Job;
import io.surgetank.job.JobRecord;
import io.surgetank.job.OrderingKey;
import io.surgetank.job.State;
import io.surgetank.job.Status;
import io.surgetank.queue.Delivery;
import io.surgetank.queue.Settlement;
import io.surgetank.store.Submission;
import io.surgetank.store.TrustedClock;
import io.surgetank.work.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The wall clock of the machine is set while the backend runs: by hours or by days, forward or
/// back. No wait, lease or record is the longer or the shorter for it.
@Keeps({Promise.P2, Promise.P5})
public interface ClockContract extends BackendContract {
  Duration WAIT = Duration.ofSeconds(30);

  @ParameterizedTest(name = "by {0} hours")
  @ValueSource(ints = {1, -1, 24, -24})
  default void a_retry_waits_as_long_as_it_was_told_to(int hours) {
    Bench bench = bench();
    bench.put();
    bench.settle(bench.lease(), new Outcome.Retry(WAIT, "later"));

    bench.jump(Duration.ofHours(hours));
    bench.pass(WAIT.minusSeconds(1));
    bench.nothingIsDue();
    bench.pass(Duration.ofSeconds(1));

    assertThat(bench.lease().attempt().number()).isEqualTo(2);
  }

  @ParameterizedTest(name = "by {0} hours")
  @ValueSource(ints = {1, -1, 24, -24})
  default void the_next_attempt_is_shown_by_the_clock_that_people_see(int hours) {
    Bench bench = bench();
    Job job = bench.put();
    bench.settle(bench.lease(), new Outcome.Retry(WAIT, "later"));
    bench.jump(Duration.ofHours(hours));

    bench.pass(Duration.ofSeconds(10));

    assertThat(bench.record(job.id()).state())
        .isEqualTo(new State.Retrying(bench.now().plus(WAIT).minusSeconds(10)));
  }

  @ParameterizedTest(name = "by {0} hours")
  @ValueSource(ints = {1, -1, 24, -24})
  default void a_running_attempt_goes_on_and_no_other_is_begun_beside_it(int hours) {
    Bench bench = bench(Samples.ORDERED);
    Job first = bench.job();
    Job second = bench.job();
    for (Job job : List.of(first, second))
      bench.put(Submission.withoutKeys(job).behind(OrderingKey.of("account")));
    Delivery running = bench.lease();
    assertThat(running.job()).isEqualTo(first);

    bench.jump(Duration.ofHours(hours));
    bench.pass(Duration.ofSeconds(1));

    bench.nothingIsDue();
    assertThat(bench.status(first)).isEqualTo(Status.PROCESSING);
    assertThat(bench.settle(running, new Outcome.Processed("{}"))).isEqualTo(Settlement.SETTLED);
    assertThat(bench.record(first.id()).attempts()).hasSize(1);
    assertThat(bench.lease().job()).isEqualTo(second);
  }

  @ParameterizedTest(name = "by {0} hours")
  @ValueSource(ints = {1, -1, 24, -24})
  default void a_jobs_moments_never_go_backwards(int hours) {
    Bench bench = bench();
    Job job = bench.put();
    bench.jump(Duration.ofHours(hours));
    bench.settle(bench.lease(), new Outcome.Retry(Duration.ZERO, "again"));
    bench.jump(Duration.ofHours(-2L * hours));
    bench.settle(bench.lease(), new Outcome.Dead("no"));

    JobRecord record = bench.record(job.id());

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
    Bench bench = bench();
    Job dead = bench.dead("no");
    Job processed = bench.processed();

    bench.jump(Duration.ofHours(hours));
    bench.pass(Duration.ofSeconds(3));
    bench.jump(Duration.ofHours(-hours));
    bench.pass(Duration.ofSeconds(3));

    assertThat(bench.status(dead)).isEqualTo(Status.DEAD);
    assertThat(bench.status(processed)).isEqualTo(Status.PROCESSED);
    bench.pass(Samples.DEAD_LETTERS);
    assertThat(bench.jobs().find(dead.id())).isEmpty();
    assertThat(bench.tally(ORDERS).balances()).isTrue();
  }

  @ParameterizedTest(name = "by {0} days")
  @ValueSource(ints = {15, 1_000})
  default void a_clock_that_was_set_is_believed_when_it_has_gone_on_evenly(int days) {
    Bench bench = bench();
    Job dead = bench.dead("no");
    bench.jump(Duration.ofDays(days));
    bench.pass(Duration.ofSeconds(1));

    bench.pass(TrustedClock.CONFIRMED.minusSeconds(2));
    assertThat(bench.status(dead)).isEqualTo(Status.DEAD);
    bench.pass(Duration.ofSeconds(3));

    assertThat(bench.jobs().find(dead.id())).isEmpty();
  }
}
