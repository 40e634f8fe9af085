package io.surgetank.contract;

import static io.surgetank.contract.Samples.ORDERS;
import static io.surgetank.job.FinishedAttempt.End.ABANDONED;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.backend.Backend;
import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.Promise;
import io.surgetank.event.Event;
import io.surgetank.job.Attempt;
import io.surgetank.job.FinishedAttempt;
import io.surgetank.job.Job;
import io.surgetank.job.JobKey;
import io.surgetank.job.JobRecord;
import io.surgetank.job.Status;
import io.surgetank.ledger.Tally;
import io.surgetank.queue.Settlement;
import io.surgetank.store.DeadFilter;
import io.surgetank.store.JobQuery;
import io.surgetank.store.Placement;
import io.surgetank.work.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What stands after the process died. For backends whose process a test can let die.
@Keeps(Promise.P1)
public interface DurabilityContract extends BackendContract {
  /// Lets the process of this backend die as `kill -9` would (nothing is written any more), and
  /// opens what it left behind, under the same clock and for the same pipelines.
  Backend reopenAfterCrash(Backend running);

  @Test
  default void nothing_put_is_lost_when_the_process_dies() {
    Bench before = bench();
    List<Job> jobs = before.put(100);

    Bench after = crash(before);

    assertThat(jobs).allSatisfy(job -> assertThat(after.status(job)).isEqualTo(Status.PENDING));
    assertThat(after.lease(ORDERS, 200)).hasSize(100);
  }

  @Test
  default void every_record_is_the_same_after_the_process_died() {
    Bench before = bench();
    before.processed();
    before.dead("no");
    before.worked(new Outcome.Retry(Duration.ofSeconds(30), "busy"));
    before.jobs().cancel(before.put().id());
    before.put();
    var all = JobQuery.newest(List.of(ORDERS), 100);
    List<JobRecord> records = before.jobs().list(all);

    Bench after = crash(before);

    assertThat(after.jobs().list(all)).isEqualTo(records);
  }

  @Test
  default void counters_survive_and_balance() {
    Bench before = bench();
    before.processed();
    before.dead("no");
    before.deadLetters().redrive(DeadFilter.EVERYTHING, "operator");
    before.settle(before.lease(), new Outcome.Dead("no"));
    before.put(3);
    Tally tally = before.tally();

    Bench after = crash(before);

    assertThat(after.tally()).isEqualTo(tally);
    assertThat(after.ledger().audit().findings()).isEmpty();
  }

  @Test
  default void keys_name_their_jobs_after_the_process_died() {
    Bench before = bench();
    var key = new JobKey("/orders", JobKey.Kind.IDEMPOTENCY_KEY, "7");
    var first = before.keyed("one", key);
    before.put(first);

    Bench after = crash(before);

    assertThat(after.put(after.keyed("one", key)))
        .isEqualTo(new Placement.Existing(after.record(first.job().id())));
    assertThat(after.put(after.keyed("other", key))).isEqualTo(new Placement.KeyTaken(key));
  }

  @Test
  default void an_attempt_cut_off_by_a_crash_is_counted_and_the_job_is_due_again() {
    Bench before = bench();
    Job job = before.put();
    before.lease();

    Bench after = crash(before);

    assertThat(after.lease().attempt()).isEqualTo(new Attempt(0, 2, after.now()));
    assertThat(after.record(job.id()).attempts())
        .extracting(FinishedAttempt::end)
        .containsExactly(ABANDONED);
  }

  @Test
  default void a_job_that_kills_its_process_as_often_as_it_may_be_tried_is_dead() {
    Bench bench = bench();
    Job job = bench.put();

    for (int attempt = 1; attempt <= Samples.ATTEMPTS; attempt++) {
      assertThat(bench.lease().attempt().number()).isEqualTo(attempt);
      bench = crash(bench);
    }

    bench.nothingIsDue();
    assertThat(bench.status(job)).isEqualTo(Status.DEAD);
    assertThat(bench.record(job.id()).attempts()).hasSize(Samples.ATTEMPTS);
    assertThat(bench.tally().died()).isEqualTo(1);
  }

  @Test
  default void a_receipt_from_before_the_crash_is_stale() {
    Bench before = bench();
    before.put();
    var lost = before.lease();

    Bench after = crash(before);
    after.lease();

    assertThat(after.settle(lost, new Outcome.Processed("{}"))).isEqualTo(Settlement.STALE);
  }

  @Test
  default void a_release_is_not_counted_as_an_attempt_after_a_crash_either() {
    Bench before = bench();
    before.put();
    before.queue().release(before.lease().receipt());

    Bench after = crash(before);

    assertThat(after.lease().attempt().number()).isEqualTo(1);
  }

  @Test
  default void a_retry_waits_as_long_as_asked_across_a_crash() {
    Bench before = bench();
    before.worked(new Outcome.Retry(Duration.ofSeconds(30), "busy"));

    Bench after = crash(before);

    after.pass(Duration.ofSeconds(29));
    after.nothingIsDue();
    after.pass(Duration.ofSeconds(1));
    assertThat(after.lease().attempt().number()).isEqualTo(2);
  }

  @Test
  default void a_redrive_and_its_trail_survive() {
    Bench before = bench();
    Job job = before.dead("no");
    var entry = before.deadLetters().redrive(DeadFilter.EVERYTHING, "operator");

    Bench after = crash(before);

    assertThat(after.status(job)).isEqualTo(Status.PENDING);
    assertThat(after.deadLetters().trail(10)).containsExactly(entry);
    assertThat(after.lease().attempt()).isEqualTo(new Attempt(1, 1, after.now()));
  }

  @Test
  default void opening_tells_what_it_found() {
    Bench before = bench();
    before.put(3);
    before.lease();

    Bench after = crash(before);

    var opened = new ArrayList<Event>(after.events());
    opened.removeIf(event -> !(event instanceof Event.Opened));
    assertThat(opened).containsExactly(new Event.Opened(3, 1));
  }

  private Bench crash(Bench bench) {
    return bench.with(reopenAfterCrash(bench.backend()));
  }
}
