package io.surgetank.contract;

import static io.surgetank.contract.Samples.DEAD_LETTERS;
import static io.surgetank.contract.Samples.ORDERS;
import static io.surgetank.contract.Samples.RECORDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.Promise;
import io.surgetank.event.Event;
import io.surgetank.job.Job;
import io.surgetank.job.JobKey;
import io.surgetank.job.JobRecord;
import io.surgetank.job.Status;
import io.surgetank.ledger.Tally;
import io.surgetank.store.DeadFilter;
import io.surgetank.store.JobQuery;
import io.surgetank.store.Placement;
import io.surgetank.work.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Records of jobs that are over are kept for a stated while, and those of others for ever.
@Keeps(Promise.P2)
public interface RetentionContract extends BackendContract {
  @Test
  default void records_are_kept_for_their_time_and_leave_after_it() {
    Bench bench = bench();
    Job processed = bench.processed();
    Job cancelled = bench.put();
    bench.jobs().cancel(cancelled.id());

    bench.pass(RECORDS.minusSeconds(1));
    assertThat(bench.status(processed)).isEqualTo(Status.PROCESSED);
    assertThat(bench.status(cancelled)).isEqualTo(Status.CANCELLED);

    bench.pass(Duration.ofSeconds(2));
    assertThat(bench.jobs().find(processed.id())).isEmpty();
    assertThat(bench.jobs().find(cancelled.id())).isEmpty();
  }

  @Test
  default void dead_letters_have_a_time_of_their_own() {
    Bench bench = bench();
    Job processed = bench.processed();
    Job dead = bench.dead("no");

    bench.pass(DEAD_LETTERS.minusSeconds(1));
    assertThat(bench.status(dead)).isEqualTo(Status.DEAD);

    bench.pass(Duration.ofSeconds(2));
    assertThat(bench.jobs().find(dead.id())).isEmpty();
    assertThat(bench.status(processed)).isEqualTo(Status.PROCESSED);
  }

  @Test
  default void the_time_counts_from_the_end_and_not_from_the_beginning() {
    Bench bench = bench();
    Job job = bench.put();
    bench.pass(RECORDS);
    bench.settle(bench.lease(), new Outcome.Processed("{}"));

    bench.pass(RECORDS.minusSeconds(1));

    assertThat(bench.status(job)).isEqualTo(Status.PROCESSED);
  }

  @Test
  default void jobs_that_wait_never_leave() {
    Bench bench = bench();
    Job retrying = bench.worked(new Outcome.Retry(Duration.ofHours(1), "later"));
    Job pending = bench.put();

    bench.pass(RECORDS.multipliedBy(4));

    assertThat(bench.status(retrying)).isEqualTo(Status.RETRYING);
    assertThat(bench.status(pending)).isEqualTo(Status.PENDING);
    assertThat(bench.lease(ORDERS, 10)).hasSize(2);
  }

  @Test
  default void a_redriven_job_is_not_removed_by_the_time_of_its_old_end() {
    Bench bench = bench();
    Job job = bench.dead("no");
    bench.deadLetters().redrive(DeadFilter.EVERYTHING, "operator");

    bench.pass(DEAD_LETTERS.plusDays(1));

    assertThat(bench.status(job)).isEqualTo(Status.PENDING);
  }

  @Test
  default void what_has_left_stays_counted_and_is_told() {
    Bench bench = bench();
    bench.processed();
    bench.dead("no");
    Tally before = bench.tally();

    bench.pass(RECORDS.plusSeconds(1));

    assertThat(bench.tally()).isEqualTo(before.withRemovedDead(1));
    assertThat(expired(bench.events())).isEqualTo(2);
    assertThat(bench.jobs().list(JobQuery.newest(List.of(ORDERS), 10)))
        .extracting(JobRecord::id)
        .isEmpty();
  }

  @Test
  default void the_count_of_dead_letters_falls_when_they_leave() {
    Bench bench = bench();
    bench.dead("one");
    Job purged = bench.dead("two");
    bench.dead("three");
    assertThat(bench.tally().deadLetters()).isEqualTo(3);

    bench.deadLetters().purge(new DeadFilter(List.of(purged.id()), List.of(), ""), "operator");
    assertThat(bench.tally().deadLetters()).isEqualTo(2);

    bench.deadLetters().redrive(new DeadFilter(List.of(), List.of(), "one"), "operator");
    assertThat(bench.tally().deadLetters()).isEqualTo(1);

    bench.pass(DEAD_LETTERS.plusSeconds(1));
    assertThat(bench.tally().deadLetters()).isZero();
    assertThat(bench.tally().balances()).isTrue();
  }

  @Test
  default void a_key_leaves_with_its_record() {
    Bench bench = bench();
    var key = new JobKey("/orders", JobKey.Kind.IDEMPOTENCY_KEY, "7");
    bench.put(bench.keyed("one", key));
    bench.settle(bench.lease(), new Outcome.Processed("{}"));

    bench.pass(RECORDS.plusSeconds(1));

    assertThat(bench.jobs().findByKey(key)).isEmpty();
    assertThat(bench.put(bench.keyed("other", key))).isInstanceOf(Placement.Stored.class);
  }

  private static long expired(List<Event> events) {
    return events.stream()
        .mapToLong(event -> event instanceof Event.Expired(_, var records) ? records : 0)
        .sum();
  }
}
