package io.surgetank.contract;

import static io.surgetank.contract.Samples.ORDERS;
import static io.surgetank.contract.Samples.TASKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.Promise;
import io.surgetank.job.Job;
import io.surgetank.job.JobKey;
import io.surgetank.ledger.AuditReport;
import io.surgetank.ledger.Rejection;
import io.surgetank.ledger.Tally;
import io.surgetank.store.DeadFilter;
import io.surgetank.work.Outcome;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The counts. That they balance after every step, [Bench] checks in every contract.
@Keeps(Promise.P2)
public interface LedgerContract extends BackendContract {
  @Test
  default void an_empty_backend_has_a_tally_of_zeros_for_every_pipeline() {
    Bench bench = bench();

    var zeros = new Tally(0, 0, 0, Map.of(), 0, 0, 0, 0, 0, 0, 0);
    assertThat(bench.ledger().tallies()).containsOnlyKeys(ORDERS, TASKS);
    assertThat(Bench.withoutZeros(bench.tally())).isEqualTo(zeros);
  }

  @Test
  default void every_step_of_a_jobs_life_is_counted() {
    Bench bench = bench();
    aLife(bench);

    assertThat(Bench.withoutZeros(bench.tally()))
        .isEqualTo(new Tally(8, 5, 1, Map.of(Rejection.INVALID, 2L), 5, 1, 1, 1, 1, 1, 3));
    assertThat(bench.tally(TASKS).received()).isZero();
  }

  @Test
  default void rejections_are_counted_by_their_reason() {
    Bench bench = bench();

    for (Rejection why : Rejection.values()) bench.ledger().rejected(ORDERS, why, 2);
    bench.pass(Duration.ofSeconds(5));

    assertThat(bench.tally().rejected())
        .containsOnlyKeys(Rejection.values())
        .allSatisfy((why, count) -> assertThat(count).as("%s", why).isEqualTo(2));
    assertThat(bench.tally().received()).isEqualTo(2L * Rejection.values().length);
  }

  @Test
  default void what_a_put_refuses_is_counted_by_whoever_answers_the_client() {
    Bench bench = bench();
    var key = new JobKey("/orders", JobKey.Kind.CLIENT_ID, "7");
    bench.put(bench.keyed("one", key));

    bench.put(bench.keyed("other", key));

    assertThat(bench.tally().received()).isEqualTo(1);
  }

  @Test
  default void a_release_counts_as_a_start_and_as_nothing_else() {
    Bench bench = bench();
    bench.put();

    bench.queue().release(bench.lease().receipt());

    assertThat(bench.tally().started()).isEqualTo(1);
    assertThat(bench.tally().retried()).isZero();
    assertThat(bench.tally().waiting()).isEqualTo(1);
  }

  @Test
  default void an_abandoned_attempt_that_is_tried_again_counts_as_retried() {
    Bench bench = bench();
    bench.put();
    bench.lease();

    bench.pass(Samples.LEASE.plusMillis(1));
    bench.lease();

    assertThat(bench.tally().retried()).isEqualTo(1);
    assertThat(bench.tally().started()).isEqualTo(2);
  }

  @Test
  default void an_audit_of_a_sound_backend_passes() {
    Bench bench = bench();
    aLife(bench);

    AuditReport report = bench.ledger().audit();

    assertThat(report.findings()).isEmpty();
    assertThat(report.passes()).isTrue();
    assertThat(report.records()).isEqualTo(5);
    assertThat(report.tallies()).isEqualTo(bench.ledger().tallies());
  }

  @Test
  default void an_audit_passes_after_purge_and_expiry_too() {
    Bench bench = bench();
    bench.processed();
    bench.dead("no");
    bench.deadLetters().purge(DeadFilter.EVERYTHING, "operator");
    bench.dead("no");
    bench.pass(Samples.RECORDS.plusDays(1));
    bench.put();

    AuditReport report = bench.ledger().audit();

    assertThat(report.findings()).isEmpty();
    assertThat(report.records()).isEqualTo(1);
  }

  /// Five orders: one processed after a retry, one dead and redriven, one cancelled, one waiting
  /// between attempts... and what was turned away beside them.
  private static void aLife(Bench bench) {
    bench.worked(new Outcome.Retry(Duration.ZERO, "again"));
    bench.settle(bench.lease(), new Outcome.Processed("{}"));
    bench.dead("no");
    bench.deadLetters().redrive(DeadFilter.EVERYTHING, "operator");
    bench.lease();
    Job cancelled = bench.put();
    bench.jobs().cancel(cancelled.id());
    var key = new JobKey("/orders", JobKey.Kind.CLIENT_ID, "7");
    bench.put(bench.keyed("one", key));
    bench.put(bench.keyed("one", key));
    bench.lease();
    bench.put();
    bench.ledger().rejected(ORDERS, Rejection.INVALID, 2);
    bench.pass(Duration.ofSeconds(5));
  }
}
