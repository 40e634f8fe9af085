package io.surgetank.testkit.contract;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static io.surgetank.testkit.contract.SamplePipelines.TASKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.ledger.VerificationReport;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The counts. That they balance after every step, [BackendHarness] checks in every contract.
@Verifies(Promise.P2)
public interface LedgerContract extends BackendContract {
  @Test
  default void an_empty_backend_has_zero_counters_for_every_pipeline() {
    BackendHarness backendHarness = harness();

    var zeros = new PipelineCounters(0, 0, 0, Map.of(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(backendHarness.ledger().counters()).containsOnlyKeys(ORDERS, TASKS);
    assertThat(BackendHarness.withoutZeros(backendHarness.counters())).isEqualTo(zeros);
  }

  @Test
  default void every_step_of_a_jobs_life_is_counted() {
    BackendHarness backendHarness = harness();
    aLife(backendHarness);

    assertThat(BackendHarness.withoutZeros(backendHarness.counters()))
        .isEqualTo(
            new PipelineCounters(
                8,
                5,
                1,
                Map.of(Rejection.INVALID, 2L),
                countedStarts(3, 2),
                1,
                1,
                1,
                1,
                1,
                3,
                0,
                0,
                0));
    assertThat(backendHarness.counters(TASKS).received()).isZero();
  }

  @Test
  default void rejections_are_counted_by_their_reason() {
    BackendHarness backendHarness = harness();

    for (Rejection why : Rejection.values()) backendHarness.ledger().rejected(ORDERS, why, 2);
    backendHarness.pass(Duration.ofSeconds(5));

    assertThat(backendHarness.counters().rejected())
        .containsOnlyKeys(Rejection.values())
        .allSatisfy((why, count) -> assertThat(count).as("%s", why).isEqualTo(2));
    assertThat(backendHarness.counters().received()).isEqualTo(2L * Rejection.values().length);
  }

  @Test
  default void refusals_of_a_put_are_counted_by_the_caller() {
    BackendHarness backendHarness = harness();
    var key = new JobKey("/orders", JobKey.Kind.CLIENT_ID, "7");
    backendHarness.put(backendHarness.keyed("one", key));

    backendHarness.put(backendHarness.keyed("other", key));

    assertThat(backendHarness.counters().received()).isEqualTo(1);
  }

  @Test
  default void a_release_counts_only_as_a_start() {
    BackendHarness backendHarness = harness();
    backendHarness.put();

    backendHarness.queue().release(backendHarness.lease().receipt());

    assertThat(backendHarness.counters().started()).isEqualTo(1);
    assertThat(backendHarness.counters().retried()).isZero();
    assertThat(backendHarness.counters().unfinished()).isEqualTo(1);
  }

  @Test
  default void an_abandoned_attempt_that_is_retried_counts_as_retried() {
    BackendHarness backendHarness = harness();
    backendHarness.put();
    backendHarness.lease();

    backendHarness.pass(SamplePipelines.LEASE.plusMillis(1));
    Delivery second = backendHarness.lease();

    assertThat(backendHarness.counters().retried()).isEqualTo(1);
    assertThat(backendHarness.counters().started()).isEqualTo(countedStarts(1, 1));
    backendHarness.settle(second, new Outcome.Processed("{}"));
    assertThat(backendHarness.counters().started()).isEqualTo(countedStarts(2, 0));
  }

  @Test
  default void verification_of_a_sound_backend_passes() {
    BackendHarness backendHarness = harness();
    aLife(backendHarness);

    VerificationReport report = backendHarness.ledger().verify();

    assertThat(report.findings()).isEmpty();
    assertThat(report.passes()).isTrue();
    assertThat(report.records()).isEqualTo(5);
    assertThat(report.counters()).isEqualTo(backendHarness.ledger().counters());
  }

  @Test
  default void verification_passes_after_purge_and_expiry_too() {
    BackendHarness backendHarness = harness();
    backendHarness.processed();
    backendHarness.dead("no");
    backendHarness.deadLetters().purge(DeadLetterFilter.EVERYTHING, "operator");
    backendHarness.dead("no");
    backendHarness.pass(SamplePipelines.RECORDS.plusDays(1));
    backendHarness.put();

    VerificationReport report = backendHarness.ledger().verify();

    assertThat(report.findings()).isEmpty();
    assertThat(report.records()).isEqualTo(1);
  }

  /// Five orders: one processed after a retry, one dead and redriven, one cancelled, one waiting
  /// between attempts... and rejected submissions.
  private static void aLife(BackendHarness backendHarness) {
    backendHarness.settled(new Outcome.Retry(Duration.ZERO, "again"));
    backendHarness.settle(backendHarness.lease(), new Outcome.Processed("{}"));
    backendHarness.dead("no");
    backendHarness.deadLetters().redrive(DeadLetterFilter.EVERYTHING, "operator");
    backendHarness.lease();
    Job cancelled = backendHarness.put();
    backendHarness.jobs().cancel(cancelled.id());
    var key = new JobKey("/orders", JobKey.Kind.CLIENT_ID, "7");
    backendHarness.put(backendHarness.keyed("one", key));
    backendHarness.put(backendHarness.keyed("one", key));
    backendHarness.lease();
    backendHarness.put();
    backendHarness.ledger().rejected(ORDERS, Rejection.INVALID, 2);
    backendHarness.pass(Duration.ofSeconds(5));
  }
}
