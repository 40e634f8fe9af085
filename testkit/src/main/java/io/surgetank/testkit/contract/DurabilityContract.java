package io.surgetank.testkit.contract;

import static io.surgetank.core.job.FinishedAttempt.End.ABANDONED;
import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.Status;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.Backend;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What survives the death of the process. For backends whose process a test can kill.
@Verifies(Promise.P1)
public interface DurabilityContract extends BackendContract {
  /// Kills the process of this backend like `kill -9` (nothing more is written), and reopens its
  /// store with the same clock and pipelines.
  Backend reopenAfterCrash(Backend running);

  @Test
  default void no_job_is_lost_in_a_crash() {
    BackendHarness before = harness();
    List<Job> jobs = before.put(100);

    BackendHarness after = crash(before);

    assertThat(jobs).allSatisfy(job -> assertThat(after.status(job)).isEqualTo(Status.PENDING));
    assertThat(after.lease(ORDERS, 200)).hasSize(100);
  }

  @Test
  default void every_record_is_unchanged_after_a_crash() {
    BackendHarness before = harness();
    before.processed();
    before.dead("no");
    before.settled(new Outcome.Retry(Duration.ofSeconds(30), "busy"));
    before.jobs().cancel(before.put().id());
    before.put();
    var all = JobQuery.newest(List.of(ORDERS), 100);
    List<JobRecord> records = before.jobs().list(all);

    BackendHarness after = crash(before);

    assertThat(after.jobs().list(all)).isEqualTo(records);
  }

  @Test
  default void counters_survive_and_balance() {
    BackendHarness before = harness();
    before.processed();
    before.dead("no");
    before.deadLetters().redrive(DeadLetterFilter.EVERYTHING, "operator");
    before.settle(before.lease(), new Outcome.Dead("no"));
    before.put(3);
    PipelineCounters pipelineCounters = before.counters();

    BackendHarness after = crash(before);

    assertThat(after.counters()).isEqualTo(pipelineCounters);
    assertThat(after.ledger().verify().findings()).isEmpty();
  }

  @Test
  default void keys_find_their_jobs_after_a_crash() {
    BackendHarness before = harness();
    var key = new JobKey("/orders", JobKey.Kind.IDEMPOTENCY_KEY, "7");
    var first = before.keyed("one", key);
    before.put(first);

    BackendHarness after = crash(before);

    assertThat(after.put(after.keyed("one", key)))
        .isEqualTo(new PutResult.Existing(after.record(first.job().id())));
    assertThat(after.put(after.keyed("other", key))).isEqualTo(new PutResult.KeyTaken(key));
  }

  @Test
  default void an_attempt_interrupted_by_a_crash_is_counted_and_the_job_is_due_again() {
    BackendHarness before = harness();
    Job job = before.put();
    before.lease();

    BackendHarness after = crash(before);

    assertThat(after.lease().attempt()).isEqualTo(new Attempt(0, 2, after.now()));
    assertThat(after.record(job.id()).attempts())
        .extracting(FinishedAttempt::end)
        .containsExactly(ABANDONED);
  }

  @Test
  default void a_job_that_kills_its_process_in_every_attempt_is_dead() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();

    for (int attempt = 1; attempt <= SamplePipelines.ATTEMPTS; attempt++) {
      assertThat(backendHarness.lease().attempt().number()).isEqualTo(attempt);
      backendHarness = crash(backendHarness);
    }

    backendHarness.nothingIsDue();
    assertThat(backendHarness.status(job)).isEqualTo(Status.DEAD);
    assertThat(backendHarness.record(job.id()).attempts()).hasSize(SamplePipelines.ATTEMPTS);
    assertThat(backendHarness.counters().deadLettered()).isEqualTo(1);
  }

  @Test
  default void a_receipt_from_before_the_crash_is_stale() {
    BackendHarness before = harness();
    before.put();
    var lost = before.lease();

    BackendHarness after = crash(before);
    after.lease();

    assertThat(after.settle(lost, new Outcome.Processed("{}"))).isEqualTo(SettleResult.STALE);
  }

  @Test
  default void a_release_is_not_counted_as_an_attempt_after_a_crash_either() {
    BackendHarness before = harness();
    before.put();
    before.queue().release(before.lease().receipt());

    BackendHarness after = crash(before);

    assertThat(after.lease().attempt().number()).isEqualTo(1);
  }

  @Test
  default void a_retry_waits_for_its_delay_across_a_crash() {
    BackendHarness before = harness();
    before.settled(new Outcome.Retry(Duration.ofSeconds(30), "busy"));

    BackendHarness after = crash(before);

    after.pass(Duration.ofSeconds(29));
    after.nothingIsDue();
    after.pass(Duration.ofSeconds(1));
    assertThat(after.lease().attempt().number()).isEqualTo(2);
  }

  @Test
  default void a_redrive_and_its_audit_log_survive() {
    BackendHarness before = harness();
    Job job = before.dead("no");
    var entry = before.deadLetters().redrive(DeadLetterFilter.EVERYTHING, "operator");

    BackendHarness after = crash(before);

    assertThat(after.status(job)).isEqualTo(Status.PENDING);
    assertThat(after.deadLetters().operatorActions(10)).containsExactly(entry);
    assertThat(after.lease().attempt()).isEqualTo(new Attempt(1, 1, after.now()));
  }

  @Test
  default void opening_reports_what_it_found() {
    BackendHarness before = harness();
    before.put(3);
    before.lease();

    BackendHarness after = crash(before);

    var opened = new ArrayList<Event>(after.events());
    opened.removeIf(event -> !(event instanceof Event.Opened));
    assertThat(opened).containsExactly(new Event.Opened(3, 1));
  }

  private BackendHarness crash(BackendHarness backendHarness) {
    return backendHarness.with(reopenAfterCrash(backendHarness.backend()));
  }
}
