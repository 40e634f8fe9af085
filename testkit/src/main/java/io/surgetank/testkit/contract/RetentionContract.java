package io.surgetank.testkit.contract;

import static io.surgetank.testkit.contract.SamplePipelines.AUDIT_LOG;
import static io.surgetank.testkit.contract.SamplePipelines.DEAD_LETTERS;
import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static io.surgetank.testkit.contract.SamplePipelines.RECORDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.Status;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.OperatorAction;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Records of ended jobs are kept for the retention time, those of others without limit.
@Verifies(Promise.P2)
public interface RetentionContract extends BackendContract {
  @Test
  default void records_are_removed_after_their_retention_time() {
    BackendHarness backendHarness = harness();
    Job processed = backendHarness.processed();
    Job cancelled = backendHarness.put();
    backendHarness.jobs().cancel(cancelled.id());

    backendHarness.pass(RECORDS.minusSeconds(1));
    assertThat(backendHarness.status(processed)).isEqualTo(Status.PROCESSED);
    assertThat(backendHarness.status(cancelled)).isEqualTo(Status.CANCELLED);

    backendHarness.pass(Duration.ofSeconds(2));
    assertThat(backendHarness.jobs().find(processed.id())).isEmpty();
    assertThat(backendHarness.jobs().find(cancelled.id())).isEmpty();
  }

  @Test
  default void dead_letters_have_their_own_retention_time() {
    BackendHarness backendHarness = harness();
    Job processed = backendHarness.processed();
    Job dead = backendHarness.dead("no");

    backendHarness.pass(DEAD_LETTERS.minusSeconds(1));
    assertThat(backendHarness.status(dead)).isEqualTo(Status.DEAD);

    backendHarness.pass(Duration.ofSeconds(2));
    assertThat(backendHarness.jobs().find(dead.id())).isEmpty();
    assertThat(backendHarness.status(processed)).isEqualTo(Status.PROCESSED);
  }

  @Test
  default void retention_counts_from_the_end_of_the_job() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();
    backendHarness.pass(RECORDS);
    backendHarness.settle(backendHarness.lease(), new Outcome.Processed("{}"));

    backendHarness.pass(RECORDS.minusSeconds(1));

    assertThat(backendHarness.status(job)).isEqualTo(Status.PROCESSED);
  }

  @Test
  default void waiting_jobs_are_never_removed() {
    BackendHarness backendHarness = harness();
    Job retrying = backendHarness.settled(new Outcome.Retry(Duration.ofHours(1), "later"));
    Job pending = backendHarness.put();

    backendHarness.pass(RECORDS.multipliedBy(4));

    assertThat(backendHarness.status(retrying)).isEqualTo(Status.RETRYING);
    assertThat(backendHarness.status(pending)).isEqualTo(Status.PENDING);
    assertThat(backendHarness.lease(ORDERS, 10)).hasSize(2);
  }

  @Test
  default void a_redriven_job_is_not_removed_by_its_previous_end() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.dead("no");
    backendHarness.deadLetters().redrive(DeadLetterFilter.EVERYTHING, "operator");

    backendHarness.pass(DEAD_LETTERS.plusDays(1));

    assertThat(backendHarness.status(job)).isEqualTo(Status.PENDING);
  }

  @Test
  default void removed_records_stay_counted_and_emit_an_event() {
    BackendHarness backendHarness = harness();
    backendHarness.processed();
    backendHarness.dead("no");
    PipelineCounters before = backendHarness.counters();

    backendHarness.pass(RECORDS.plusSeconds(1));

    assertThat(backendHarness.counters().removedDead()).isEqualTo(1);
    assertThat(backendHarness.counters())
        .usingRecursiveComparison()
        .ignoringFields("removedDead")
        .isEqualTo(before);
    assertThat(expired(backendHarness.events())).isEqualTo(2);
    assertThat(backendHarness.jobs().list(JobQuery.newest(List.of(ORDERS), 10)))
        .extracting(JobRecord::id)
        .isEmpty();
  }

  @Test
  default void the_count_of_dead_letters_falls_when_they_are_removed() {
    BackendHarness backendHarness = harness();
    backendHarness.dead("one");
    Job purged = backendHarness.dead("two");
    backendHarness.dead("three");
    assertThat(backendHarness.counters().deadLetters()).isEqualTo(3);

    backendHarness
        .deadLetters()
        .purge(new DeadLetterFilter(List.of(purged.id()), List.of(), ""), "operator");
    assertThat(backendHarness.counters().deadLetters()).isEqualTo(2);

    backendHarness
        .deadLetters()
        .redrive(new DeadLetterFilter(List.of(), List.of(), "one"), "operator");
    assertThat(backendHarness.counters().deadLetters()).isEqualTo(1);

    backendHarness.pass(DEAD_LETTERS.plusSeconds(1));
    assertThat(backendHarness.counters().deadLetters()).isZero();
    assertThat(backendHarness.counters().balances()).isTrue();
  }

  @Test
  default void a_key_is_removed_with_its_record() {
    BackendHarness backendHarness = harness();
    var key = new JobKey("/orders", JobKey.Kind.IDEMPOTENCY_KEY, "7");
    backendHarness.put(backendHarness.keyed("one", key));
    backendHarness.settle(backendHarness.lease(), new Outcome.Processed("{}"));

    backendHarness.pass(RECORDS.plusSeconds(1));

    assertThat(backendHarness.jobs().findByKey(key)).isEmpty();
    assertThat(backendHarness.put(backendHarness.keyed("other", key)))
        .isInstanceOf(PutResult.Stored.class);
  }

  @Test
  default void entries_of_the_audit_log_have_their_own_retention_time() {
    BackendHarness backendHarness = harness();
    OperatorAction first = action(backendHarness, "anna");
    backendHarness.pass(Duration.ofDays(1));
    OperatorAction second = action(backendHarness, "ben");

    backendHarness.pass(AUDIT_LOG.minusDays(1).minusSeconds(1));
    assertThat(backendHarness.deadLetters().operatorActions(10)).containsExactly(second, first);

    backendHarness.pass(Duration.ofSeconds(2));
    assertThat(backendHarness.deadLetters().operatorActions(10)).containsExactly(second);

    backendHarness.pass(Duration.ofDays(1));
    assertThat(backendHarness.deadLetters().operatorActions(10)).isEmpty();
    OperatorAction third = action(backendHarness, "cem");
    assertThat(backendHarness.deadLetters().operatorActions(10)).containsExactly(third);
  }

  private static OperatorAction action(BackendHarness backendHarness, String actor) {
    var action =
        new OperatorAction(
            backendHarness.now(),
            actor,
            OperatorAction.Type.CANCEL,
            DeadLetterFilter.EVERYTHING,
            1);
    backendHarness.deadLetters().record(action);
    return action;
  }

  private static long expired(List<Event> events) {
    return events.stream()
        .mapToLong(event -> event instanceof Event.Expired(_, var records) ? records : 0)
        .sum();
  }
}
