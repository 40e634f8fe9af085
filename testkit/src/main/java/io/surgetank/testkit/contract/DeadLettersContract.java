package io.surgetank.testkit.contract;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static io.surgetank.testkit.contract.SamplePipelines.TASKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.DeadLetterSummary;
import io.surgetank.core.store.DeadLetterSummary.FailureCount;
import io.surgetank.core.store.OperatorAction;
import io.surgetank.core.store.OperatorAction.Extent;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Dead letters: their content, finding them, purging them, and the audit log.
@Verifies(Promise.P5)
public interface DeadLettersContract extends BackendContract {
  @Test
  default void a_dead_letter_has_its_payload_and_failure() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.dead("card refused");

    List<JobRecord> letters = backendHarness.deadLetters().newest(DeadLetterFilter.EVERYTHING, 10);

    assertThat(letters).containsExactly(backendHarness.record(job.id()));
    assertThat(letters.getFirst().job().payload()).isEqualTo(job.payload());
    assertThat(letters.getFirst().attempts().getFirst().failure()).isEqualTo("card refused");
  }

  @Test
  default void dead_letters_are_listed_newest_first_up_to_the_limit() {
    BackendHarness backendHarness = harness();
    backendHarness.dead("one");
    Job second = backendHarness.dead("two");
    Job third = backendHarness.dead("three");

    assertThat(backendHarness.deadLetters().newest(DeadLetterFilter.EVERYTHING, 2))
        .extracting(JobRecord::job)
        .containsExactly(third, second);
    assertThat(backendHarness.deadLetters().count(DeadLetterFilter.EVERYTHING)).isEqualTo(3);
  }

  @Test
  default void the_next_page_of_dead_letters_continues_after_the_last() {
    BackendHarness backendHarness = harness();
    Job first = backendHarness.dead("one");
    Job task = deadTask(backendHarness, "two");
    Job third = backendHarness.dead("three");
    Job fourth = backendHarness.dead("four");

    assertThat(below(backendHarness, DeadLetterFilter.EVERYTHING, fourth, 2))
        .containsExactly(third, task);
    assertThat(below(backendHarness, DeadLetterFilter.EVERYTHING, task, 2)).containsExactly(first);
    assertThat(below(backendHarness, DeadLetterFilter.EVERYTHING, first, 2)).isEmpty();
    assertThat(
            below(backendHarness, new DeadLetterFilter(List.of(), List.of(ORDERS), "o"), third, 2))
        .containsExactly(first);
    backendHarness
        .deadLetters()
        .redrive(new DeadLetterFilter(List.of(third.id()), List.of(), ""), "operator");
    assertThat(below(backendHarness, DeadLetterFilter.EVERYTHING, fourth, 1)).containsExactly(task);
  }

  private static List<Job> below(
      BackendHarness backendHarness, DeadLetterFilter filter, Job last, int limit) {
    return backendHarness.deadLetters().list(filter, Optional.of(last.id()), limit).stream()
        .map(JobRecord::job)
        .toList();
  }

  @Test
  default void dead_letters_are_counted_by_failure_the_most_frequent_first() {
    BackendHarness backendHarness = harness();
    backendHarness.dead("timeout");
    backendHarness.dead("card refused");
    backendHarness.dead("timeout");
    backendHarness.dead("address unknown");
    Job task = deadTask(backendHarness, "timeout");
    var timeouts = new FailureCount("timeout", 2);
    var address = new FailureCount("address unknown", 1);
    var refused = new FailureCount("card refused", 1);

    assertThat(summary(backendHarness, List.of(), ORDERS, ""))
        .isEqualTo(new DeadLetterSummary(4, List.of(timeouts, address, refused), Extent.COMPLETE));
    assertThat(summary(backendHarness, List.of(), ORDERS, "RE"))
        .isEqualTo(new DeadLetterSummary(2, List.of(address, refused), Extent.COMPLETE));
    assertThat(summary(backendHarness, List.of(task.id()), TASKS, "time").count()).isEqualTo(1);
    assertThat(summary(backendHarness, List.of(task.id()), ORDERS, ""))
        .isEqualTo(new DeadLetterSummary(0, List.of(), Extent.COMPLETE));
    assertThat(
            backendHarness.deadLetters().summary(DeadLetterFilter.EVERYTHING).failures().getFirst())
        .isEqualTo(new FailureCount("timeout", 3));
  }

  private static DeadLetterSummary summary(
      BackendHarness backendHarness, List<JobId> ids, PipelineName pipeline, String failure) {
    return backendHarness
        .deadLetters()
        .summary(new DeadLetterFilter(ids, List.of(pipeline), failure));
  }

  @Test
  default void a_filter_selects_dead_letters_that_match_every_part() {
    BackendHarness backendHarness = harness();
    Job timeout = backendHarness.dead("Timeout after 10 s");
    Job refused = backendHarness.dead("card refused 100%");
    Job task = deadTask(backendHarness, "timeout of the task");

    assertThat(found(backendHarness, List.of(refused.id()), List.of(), ""))
        .containsExactly(refused);
    assertThat(found(backendHarness, List.of(), List.of(TASKS), "")).containsExactly(task);
    assertThat(found(backendHarness, List.of(), List.of(), "TIMEOUT"))
        .containsExactly(task, timeout);
    assertThat(found(backendHarness, List.of(), List.of(ORDERS), "timeout"))
        .containsExactly(timeout);
    assertThat(found(backendHarness, List.of(timeout.id()), List.of(TASKS), "")).isEmpty();
  }

  @Test
  default void wildcard_characters_are_literal_in_a_filter() {
    BackendHarness backendHarness = harness();
    Job percent = backendHarness.dead("100% refused");
    backendHarness.dead("1000 refused");
    Job dash = backendHarness.dead("a_b");
    backendHarness.dead("a-b");

    assertThat(found(backendHarness, List.of(), List.of(), "100%")).containsExactly(percent);
    assertThat(found(backendHarness, List.of(), List.of(), "a_b")).containsExactly(dash);
    assertThat(found(backendHarness, List.of(), List.of(), "'; --")).isEmpty();
  }

  @Test
  default void a_filter_selects_only_dead_letters() {
    BackendHarness backendHarness = harness();
    Job processed = backendHarness.processed();
    Job waiting = backendHarness.settled(new Outcome.Retry(Duration.ofHours(1), "later"));

    var both = new DeadLetterFilter(List.of(processed.id(), waiting.id()), List.of(), "");

    assertThat(backendHarness.deadLetters().count(DeadLetterFilter.EVERYTHING)).isZero();
    assertThat(backendHarness.deadLetters().purge(both, "operator").jobs()).isZero();
    assertThat(backendHarness.deadLetters().redrive(both, "operator").jobs()).isZero();
    assertThat(backendHarness.status(processed)).isEqualTo(Status.PROCESSED);
    assertThat(backendHarness.status(waiting)).isEqualTo(Status.RETRYING);
  }

  @Test
  default void a_filter_searches_the_last_failure() {
    BackendHarness backendHarness = harness();
    backendHarness.settled(new Outcome.Retry(Duration.ZERO, "first the disk"));
    backendHarness.settle(backendHarness.lease(), new Outcome.Dead("then the net"));

    assertThat(
            backendHarness.deadLetters().count(new DeadLetterFilter(List.of(), List.of(), "disk")))
        .isZero();
    assertThat(
            backendHarness.deadLetters().count(new DeadLetterFilter(List.of(), List.of(), "net")))
        .isEqualTo(1);
  }

  @Test
  default void a_purged_dead_letter_is_removed_and_stays_counted() {
    BackendHarness backendHarness = harness();
    Job purged = backendHarness.dead("card refused");
    Job kept = backendHarness.dead("timeout");

    backendHarness
        .deadLetters()
        .purge(new DeadLetterFilter(List.of(), List.of(), "refused"), "operator");

    assertThat(backendHarness.jobs().find(purged.id())).isEmpty();
    assertThat(backendHarness.status(kept)).isEqualTo(Status.DEAD);
    assertThat(backendHarness.counters().deadLettered()).isEqualTo(2);
    assertThat(backendHarness.counters().balances()).isTrue();
  }

  @Test
  default void a_purge_frees_the_keys() {
    BackendHarness backendHarness = harness();
    var key = new JobKey("/orders", JobKey.Kind.CLIENT_ID, "7");
    backendHarness.put(backendHarness.keyed("one", key));
    backendHarness.settle(backendHarness.lease(), new Outcome.Dead("no"));

    backendHarness.deadLetters().purge(DeadLetterFilter.EVERYTHING, "operator");

    assertThat(backendHarness.jobs().findByKey(key)).isEmpty();
    assertThat(backendHarness.put(backendHarness.keyed("other", key)))
        .isInstanceOf(PutResult.Stored.class);
  }

  @Test
  default void the_audit_log_lists_operator_actions_newest_first() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.dead("one");
    var filter = new DeadLetterFilter(List.of(job.id()), List.of(ORDERS), "One");

    OperatorAction redrive = backendHarness.deadLetters().redrive(filter, "anna");
    backendHarness.settle(backendHarness.lease(), new Outcome.Dead("two"));
    backendHarness.pass(Duration.ofSeconds(1));
    OperatorAction purge = backendHarness.deadLetters().purge(DeadLetterFilter.EVERYTHING, "ben");

    assertThat(redrive)
        .isEqualTo(
            new OperatorAction(
                backendHarness.now().minusSeconds(1),
                "anna",
                OperatorAction.Type.REDRIVE,
                filter,
                1));
    assertThat(purge)
        .isEqualTo(
            new OperatorAction(
                backendHarness.now(),
                "ben",
                OperatorAction.Type.PURGE,
                DeadLetterFilter.EVERYTHING,
                1));
    assertThat(backendHarness.deadLetters().operatorActions(10)).containsExactly(purge, redrive);
    assertThat(backendHarness.deadLetters().operatorActions(1)).containsExactly(purge);

    var cancel =
        new OperatorAction(backendHarness.now(), "cem", OperatorAction.Type.CANCEL, filter, 7);
    backendHarness.deadLetters().record(cancel);
    assertThat(backendHarness.deadLetters().operatorActions(10))
        .containsExactly(cancel, purge, redrive);

    var revocation =
        OperatorAction.onKey(
            backendHarness.now(), "cem", OperatorAction.Type.REVOKE_KEY, "0123456789ab");
    backendHarness.deadLetters().record(revocation);
    assertThat(backendHarness.deadLetters().operatorActions(1)).containsExactly(revocation);
  }

  private static Job deadTask(BackendHarness backendHarness, String failure) {
    Job task = backendHarness.put(backendHarness.job(TASKS, "{}"));
    Delivery delivery = backendHarness.lease(TASKS, 1).getFirst();
    backendHarness.settle(delivery, new Outcome.Dead(failure));
    return task;
  }

  private static List<Job> found(
      BackendHarness backendHarness,
      List<JobId> ids,
      List<PipelineName> pipelines,
      String failure) {
    var filter = new DeadLetterFilter(ids, pipelines, failure);
    List<Job> jobs =
        backendHarness.deadLetters().newest(filter, 10).stream().map(JobRecord::job).toList();
    assertThat(backendHarness.deadLetters().count(filter)).isEqualTo(jobs.size());
    return jobs;
  }
}
