package io.surgetank.testkit.contract;

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
import io.surgetank.core.store.PutResult;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Records of jobs that are over are kept for a stated while, and those of others for ever.
@Verifies(Promise.P2)
public interface RetentionContract extends BackendContract {
  @Test
  default void records_are_kept_for_their_time_and_leave_after_it() {
    BackendHarness backendHarness = bench();
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
  default void dead_letters_have_a_time_of_their_own() {
    BackendHarness backendHarness = bench();
    Job processed = backendHarness.processed();
    Job dead = backendHarness.dead("no");

    backendHarness.pass(DEAD_LETTERS.minusSeconds(1));
    assertThat(backendHarness.status(dead)).isEqualTo(Status.DEAD);

    backendHarness.pass(Duration.ofSeconds(2));
    assertThat(backendHarness.jobs().find(dead.id())).isEmpty();
    assertThat(backendHarness.status(processed)).isEqualTo(Status.PROCESSED);
  }

  @Test
  default void the_time_counts_from_the_end_and_not_from_the_beginning() {
    BackendHarness backendHarness = bench();
    Job job = backendHarness.put();
    backendHarness.pass(RECORDS);
    backendHarness.settle(backendHarness.lease(), new Outcome.Processed("{}"));

    backendHarness.pass(RECORDS.minusSeconds(1));

    assertThat(backendHarness.status(job)).isEqualTo(Status.PROCESSED);
  }

  @Test
  default void jobs_that_wait_never_leave() {
    BackendHarness backendHarness = bench();
    Job retrying = backendHarness.worked(new Outcome.Retry(Duration.ofHours(1), "later"));
    Job pending = backendHarness.put();

    backendHarness.pass(RECORDS.multipliedBy(4));

    assertThat(backendHarness.status(retrying)).isEqualTo(Status.RETRYING);
    assertThat(backendHarness.status(pending)).isEqualTo(Status.PENDING);
    assertThat(backendHarness.lease(ORDERS, 10)).hasSize(2);
  }

  @Test
  default void a_redriven_job_is_not_removed_by_the_time_of_its_old_end() {
    BackendHarness backendHarness = bench();
    Job job = backendHarness.dead("no");
    backendHarness.deadLetters().redrive(DeadLetterFilter.EVERYTHING, "operator");

    backendHarness.pass(DEAD_LETTERS.plusDays(1));

    assertThat(backendHarness.status(job)).isEqualTo(Status.PENDING);
  }

  @Test
  default void what_has_left_stays_counted_and_is_told() {
    BackendHarness backendHarness = bench();
    backendHarness.processed();
    backendHarness.dead("no");
    PipelineCounters before = backendHarness.tally();

    backendHarness.pass(RECORDS.plusSeconds(1));

    assertThat(backendHarness.tally()).isEqualTo(before.withRemovedDead(1));
    assertThat(expired(backendHarness.events())).isEqualTo(2);
    assertThat(backendHarness.jobs().list(JobQuery.newest(List.of(ORDERS), 10)))
        .extracting(JobRecord::id)
        .isEmpty();
  }

  @Test
  default void the_count_of_dead_letters_falls_when_they_leave() {
    BackendHarness backendHarness = bench();
    backendHarness.dead("one");
    Job purged = backendHarness.dead("two");
    backendHarness.dead("three");
    assertThat(backendHarness.tally().deadLetters()).isEqualTo(3);

    backendHarness
        .deadLetters()
        .purge(new DeadLetterFilter(List.of(purged.id()), List.of(), ""), "operator");
    assertThat(backendHarness.tally().deadLetters()).isEqualTo(2);

    backendHarness
        .deadLetters()
        .redrive(new DeadLetterFilter(List.of(), List.of(), "one"), "operator");
    assertThat(backendHarness.tally().deadLetters()).isEqualTo(1);

    backendHarness.pass(DEAD_LETTERS.plusSeconds(1));
    assertThat(backendHarness.tally().deadLetters()).isZero();
    assertThat(backendHarness.tally().balances()).isTrue();
  }

  @Test
  default void a_key_leaves_with_its_record() {
    BackendHarness backendHarness = bench();
    var key = new JobKey("/orders", JobKey.Kind.IDEMPOTENCY_KEY, "7");
    backendHarness.put(backendHarness.keyed("one", key));
    backendHarness.settle(backendHarness.lease(), new Outcome.Processed("{}"));

    backendHarness.pass(RECORDS.plusSeconds(1));

    assertThat(backendHarness.jobs().findByKey(key)).isEmpty();
    assertThat(backendHarness.put(backendHarness.keyed("other", key)))
        .isInstanceOf(PutResult.Stored.class);
  }

  private static long expired(List<Event> events) {
    return events.stream()
        .mapToLong(event -> event instanceof Event.Expired(_, var records) ? records : 0)
        .sum();
  }
}
