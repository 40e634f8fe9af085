package io.surgetank.contract;

import static io.surgetank.contract.Samples.ORDERS;
import static io.surgetank.contract.Samples.TASKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.Promise;
import io.surgetank.job.Job;
import io.surgetank.job.JobId;
import io.surgetank.job.JobKey;
import io.surgetank.job.JobRecord;
import io.surgetank.job.PipelineName;
import io.surgetank.job.Status;
import io.surgetank.queue.Delivery;
import io.surgetank.store.DeadFilter;
import io.surgetank.store.DeadSummary;
import io.surgetank.store.DeadSummary.FailureCount;
import io.surgetank.store.Placement;
import io.surgetank.store.TrailEntry;
import io.surgetank.store.TrailEntry.Extent;
import io.surgetank.work.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Dead letters: the evidence, finding them, purging them, and what is kept of it.
@Keeps(Promise.P5)
public interface DeadLettersContract extends BackendContract {
  @Test
  default void a_dead_letter_has_its_payload_and_its_failure() {
    Bench bench = bench();
    Job job = bench.dead("card refused");

    List<JobRecord> letters = bench.deadLetters().newest(DeadFilter.EVERYTHING, 10);

    assertThat(letters).containsExactly(bench.record(job.id()));
    assertThat(letters.getFirst().job().payload()).isEqualTo(job.payload());
    assertThat(letters.getFirst().attempts().getFirst().failure()).isEqualTo("card refused");
  }

  @Test
  default void the_newest_dead_letters_come_first_and_no_more_than_asked_for() {
    Bench bench = bench();
    bench.dead("one");
    Job second = bench.dead("two");
    Job third = bench.dead("three");

    assertThat(bench.deadLetters().newest(DeadFilter.EVERYTHING, 2))
        .extracting(JobRecord::job)
        .containsExactly(third, second);
    assertThat(bench.deadLetters().count(DeadFilter.EVERYTHING)).isEqualTo(3);
  }

  @Test
  default void a_list_goes_on_below_the_dead_letter_that_it_ended_with() {
    Bench bench = bench();
    Job first = bench.dead("one");
    Job task = deadTask(bench, "two");
    Job third = bench.dead("three");
    Job fourth = bench.dead("four");

    assertThat(below(bench, DeadFilter.EVERYTHING, fourth, 2)).containsExactly(third, task);
    assertThat(below(bench, DeadFilter.EVERYTHING, task, 2)).containsExactly(first);
    assertThat(below(bench, DeadFilter.EVERYTHING, first, 2)).isEmpty();
    assertThat(below(bench, new DeadFilter(List.of(), List.of(ORDERS), "o"), third, 2))
        .containsExactly(first);
    bench.deadLetters().redrive(new DeadFilter(List.of(third.id()), List.of(), ""), "operator");
    assertThat(below(bench, DeadFilter.EVERYTHING, fourth, 1)).containsExactly(task);
  }

  private static List<Job> below(Bench bench, DeadFilter filter, Job last, int limit) {
    return bench.deadLetters().list(filter, Optional.of(last.id()), limit).stream()
        .map(JobRecord::job)
        .toList();
  }

  @Test
  default void dead_letters_are_counted_by_failure_the_most_frequent_first() {
    Bench bench = bench();
    bench.dead("timeout");
    bench.dead("card refused");
    bench.dead("timeout");
    bench.dead("address unknown");
    Job task = deadTask(bench, "timeout");
    var timeouts = new FailureCount("timeout", 2);
    var address = new FailureCount("address unknown", 1);
    var refused = new FailureCount("card refused", 1);

    assertThat(summary(bench, List.of(), ORDERS, ""))
        .isEqualTo(new DeadSummary(4, List.of(timeouts, address, refused), Extent.WHOLE));
    assertThat(summary(bench, List.of(), ORDERS, "RE"))
        .isEqualTo(new DeadSummary(2, List.of(address, refused), Extent.WHOLE));
    assertThat(summary(bench, List.of(task.id()), TASKS, "time").count()).isEqualTo(1);
    assertThat(summary(bench, List.of(task.id()), ORDERS, ""))
        .isEqualTo(new DeadSummary(0, List.of(), Extent.WHOLE));
    assertThat(bench.deadLetters().summary(DeadFilter.EVERYTHING).failures().getFirst())
        .isEqualTo(new FailureCount("timeout", 3));
  }

  private static DeadSummary summary(
      Bench bench, List<JobId> ids, PipelineName pipeline, String failure) {
    return bench.deadLetters().summary(new DeadFilter(ids, List.of(pipeline), failure));
  }

  @Test
  default void a_filter_means_those_that_fulfil_every_part() {
    Bench bench = bench();
    Job timeout = bench.dead("Timeout after 10 s");
    Job refused = bench.dead("card refused 100%");
    Job task = deadTask(bench, "timeout of the task");

    assertThat(found(bench, List.of(refused.id()), List.of(), "")).containsExactly(refused);
    assertThat(found(bench, List.of(), List.of(TASKS), "")).containsExactly(task);
    assertThat(found(bench, List.of(), List.of(), "TIMEOUT")).containsExactly(task, timeout);
    assertThat(found(bench, List.of(), List.of(ORDERS), "timeout")).containsExactly(timeout);
    assertThat(found(bench, List.of(timeout.id()), List.of(TASKS), "")).isEmpty();
  }

  @Test
  default void signs_that_searches_use_are_plain_signs_in_a_filter() {
    Bench bench = bench();
    Job percent = bench.dead("100% refused");
    bench.dead("1000 refused");
    Job dash = bench.dead("a_b");
    bench.dead("a-b");

    assertThat(found(bench, List.of(), List.of(), "100%")).containsExactly(percent);
    assertThat(found(bench, List.of(), List.of(), "a_b")).containsExactly(dash);
    assertThat(found(bench, List.of(), List.of(), "'; --")).isEmpty();
  }

  @Test
  default void only_the_dead_are_meant() {
    Bench bench = bench();
    Job processed = bench.processed();
    Job waiting = bench.worked(new Outcome.Retry(Duration.ofHours(1), "later"));

    var both = new DeadFilter(List.of(processed.id(), waiting.id()), List.of(), "");

    assertThat(bench.deadLetters().count(DeadFilter.EVERYTHING)).isZero();
    assertThat(bench.deadLetters().purge(both, "operator").jobs()).isZero();
    assertThat(bench.deadLetters().redrive(both, "operator").jobs()).isZero();
    assertThat(bench.status(processed)).isEqualTo(Status.PROCESSED);
    assertThat(bench.status(waiting)).isEqualTo(Status.RETRYING);
  }

  @Test
  default void the_last_failure_is_the_one_that_is_searched() {
    Bench bench = bench();
    bench.worked(new Outcome.Retry(Duration.ZERO, "first the disk"));
    bench.settle(bench.lease(), new Outcome.Dead("then the net"));

    assertThat(bench.deadLetters().count(new DeadFilter(List.of(), List.of(), "disk"))).isZero();
    assertThat(bench.deadLetters().count(new DeadFilter(List.of(), List.of(), "net"))).isEqualTo(1);
  }

  @Test
  default void a_purged_dead_letter_is_gone_and_stays_counted() {
    Bench bench = bench();
    Job purged = bench.dead("card refused");
    Job kept = bench.dead("timeout");

    bench.deadLetters().purge(new DeadFilter(List.of(), List.of(), "refused"), "operator");

    assertThat(bench.jobs().find(purged.id())).isEmpty();
    assertThat(bench.status(kept)).isEqualTo(Status.DEAD);
    assertThat(bench.tally().died()).isEqualTo(2);
    assertThat(bench.tally().balances()).isTrue();
  }

  @Test
  default void a_purge_frees_the_keys() {
    Bench bench = bench();
    var key = new JobKey("/orders", JobKey.Kind.CLIENT_ID, "7");
    bench.put(bench.keyed("one", key));
    bench.settle(bench.lease(), new Outcome.Dead("no"));

    bench.deadLetters().purge(DeadFilter.EVERYTHING, "operator");

    assertThat(bench.jobs().findByKey(key)).isEmpty();
    assertThat(bench.put(bench.keyed("other", key))).isInstanceOf(Placement.Stored.class);
  }

  @Test
  default void the_trail_keeps_what_operators_did_newest_first() {
    Bench bench = bench();
    Job job = bench.dead("one");
    var filter = new DeadFilter(List.of(job.id()), List.of(ORDERS), "One");

    TrailEntry redrive = bench.deadLetters().redrive(filter, "anna");
    bench.settle(bench.lease(), new Outcome.Dead("two"));
    bench.pass(Duration.ofSeconds(1));
    TrailEntry purge = bench.deadLetters().purge(DeadFilter.EVERYTHING, "ben");

    assertThat(redrive)
        .isEqualTo(
            new TrailEntry(bench.now().minusSeconds(1), "anna", TrailEntry.Act.REDRIVE, filter, 1));
    assertThat(purge)
        .isEqualTo(
            new TrailEntry(bench.now(), "ben", TrailEntry.Act.PURGE, DeadFilter.EVERYTHING, 1));
    assertThat(bench.deadLetters().trail(10)).containsExactly(purge, redrive);
    assertThat(bench.deadLetters().trail(1)).containsExactly(purge);

    var cancel = new TrailEntry(bench.now(), "cem", TrailEntry.Act.CANCEL, filter, 7);
    bench.deadLetters().record(cancel);
    assertThat(bench.deadLetters().trail(10)).containsExactly(cancel, purge, redrive);
  }

  private static Job deadTask(Bench bench, String failure) {
    Job task = bench.put(bench.job(TASKS, "{}"));
    Delivery delivery = bench.lease(TASKS, 1).getFirst();
    bench.settle(delivery, new Outcome.Dead(failure));
    return task;
  }

  private static List<Job> found(
      Bench bench, List<JobId> ids, List<PipelineName> pipelines, String failure) {
    var filter = new DeadFilter(ids, pipelines, failure);
    List<Job> jobs = bench.deadLetters().newest(filter, 10).stream().map(JobRecord::job).toList();
    assertThat(bench.deadLetters().count(filter)).isEqualTo(jobs.size());
    return jobs;
  }
}
