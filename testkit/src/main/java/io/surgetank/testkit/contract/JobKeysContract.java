package io.surgetank.testkit.contract;

import static io.surgetank.core.job.JobKey.Kind.CLIENT_ID;
import static io.surgetank.core.job.JobKey.Kind.IDEMPOTENCY_KEY;
import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static io.surgetank.testkit.contract.SamplePipelines.TASKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.Status;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.Verifies;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Clients' keys of jobs: the same key always means the same job, and no record is overwritten.
@Verifies(Promise.P4)
public interface JobKeysContract extends BackendContract {
  JobKey HEADER = new JobKey("/orders", IDEMPOTENCY_KEY, "7");
  JobKey BODY = new JobKey("/orders", CLIENT_ID, "7");

  @Test
  default void the_same_key_with_the_same_payload_finds_the_first_job() {
    BackendHarness backendHarness = harness();
    Submission first = backendHarness.keyed("one", HEADER);
    backendHarness.put(first);

    PutResult again = backendHarness.put(backendHarness.keyed("one", HEADER));

    assertThat(again).isEqualTo(new PutResult.Existing(backendHarness.record(first.job().id())));
    assertThat(backendHarness.counters().accepted()).isEqualTo(1);
    assertThat(backendHarness.counters().replayed()).isEqualTo(1);
  }

  @Test
  default void the_same_key_with_another_payload_is_refused_and_changes_nothing() {
    BackendHarness backendHarness = harness();
    Submission first = backendHarness.keyed("one", HEADER);
    backendHarness.put(first);
    Submission other = backendHarness.keyed("other", HEADER);

    PutResult refused = backendHarness.put(other);

    assertThat(refused).isEqualTo(new PutResult.KeyTaken(HEADER));
    assertThat(backendHarness.jobs().find(other.job().id())).isEmpty();
    assertThat(found(backendHarness, HEADER)).isEqualTo(first.job());
    assertThat(backendHarness.counters().accepted()).isEqualTo(1);
  }

  @Test
  default void a_job_is_found_by_each_of_its_keys() {
    BackendHarness backendHarness = harness();

    Submission both = backendHarness.keyed("one", HEADER, BODY);
    backendHarness.put(both);

    assertThat(found(backendHarness, HEADER)).isEqualTo(both.job());
    assertThat(found(backendHarness, BODY)).isEqualTo(both.job());
    assertThat(backendHarness.put(backendHarness.keyed("one", BODY)))
        .isInstanceOf(PutResult.Existing.class);
  }

  @Test
  default void a_header_and_an_id_of_the_same_text_are_two_keys() {
    BackendHarness backendHarness = harness();
    Submission header = backendHarness.keyed("one", HEADER);
    Submission body = backendHarness.keyed("other", BODY);
    backendHarness.put(header);

    assertThat(backendHarness.put(body)).isEqualTo(new PutResult.Stored(body.job()));
    assertThat(found(backendHarness, HEADER)).isEqualTo(header.job());
    assertThat(found(backendHarness, BODY)).isEqualTo(body.job());
  }

  @Test
  default void a_key_is_unknown_at_another_path() {
    BackendHarness backendHarness = harness();
    Submission order = backendHarness.keyed("one", HEADER);
    backendHarness.put(order);
    Job task = backendHarness.job(TASKS, "{}");
    var key = new JobKey("/tasks", IDEMPOTENCY_KEY, "7");

    PutResult putResult = backendHarness.put(Submission.withKeys(task, List.of(key), "other"));

    assertThat(putResult).isEqualTo(new PutResult.Stored(task));
    assertThat(found(backendHarness, HEADER)).isEqualTo(order.job());
    assertThat(found(backendHarness, key)).isEqualTo(task);
  }

  @Test
  default void the_pipelines_of_one_path_share_its_keys() {
    BackendHarness backendHarness = harness();
    backendHarness.put(backendHarness.keyed("one", HEADER, BODY));
    Job task = backendHarness.job(TASKS, "{}");

    for (JobKey key : List.of(HEADER, BODY))
      assertThat(backendHarness.put(Submission.withKeys(task, List.of(key), "other")))
          .isEqualTo(new PutResult.KeyTaken(key));

    assertThat(backendHarness.jobs().find(task.id())).isEmpty();
  }

  @Test
  default void keys_that_differ_in_case_are_two_keys() {
    BackendHarness backendHarness = harness();
    backendHarness.put(backendHarness.keyed("one", new JobKey("/orders", IDEMPOTENCY_KEY, "abc")));

    PutResult other =
        backendHarness.put(
            backendHarness.keyed("other", new JobKey("/orders", IDEMPOTENCY_KEY, "ABC")));

    assertThat(other).isInstanceOf(PutResult.Stored.class);
  }

  @Test
  default void two_keys_of_two_jobs_are_refused() {
    BackendHarness backendHarness = harness();
    backendHarness.put(backendHarness.keyed("one", HEADER));
    backendHarness.put(backendHarness.keyed("one", BODY));

    PutResult refused = backendHarness.put(backendHarness.keyed("one", HEADER, BODY));

    assertThat(refused).isEqualTo(new PutResult.KeyTaken(BODY));
    assertThat(backendHarness.counters().accepted()).isEqualTo(2);
  }

  @Test
  default void one_known_key_is_enough_to_find_the_job() {
    BackendHarness backendHarness = harness();
    Submission first = backendHarness.keyed("one", BODY);
    backendHarness.put(first);

    PutResult again = backendHarness.put(backendHarness.keyed("one", HEADER, BODY));

    assertThat(again).isEqualTo(new PutResult.Existing(backendHarness.record(first.job().id())));
  }

  @Test
  default void a_new_key_of_a_replay_belongs_to_that_job_afterwards() {
    BackendHarness backendHarness = harness();
    Submission first = backendHarness.keyed("one", BODY);
    backendHarness.put(first);
    backendHarness.put(backendHarness.keyed("one", HEADER, BODY));

    assertThat(found(backendHarness, HEADER)).isEqualTo(first.job());
    assertThat(backendHarness.put(backendHarness.keyed("other", HEADER)))
        .isEqualTo(new PutResult.KeyTaken(HEADER));
    assertThat(backendHarness.put(backendHarness.keyed("one", HEADER)))
        .isInstanceOf(PutResult.Existing.class);
    assertThat(backendHarness.ledger().verify().findings()).isEmpty();
  }

  @Test
  default void a_key_may_be_added_while_the_job_runs_and_after_its_end() {
    BackendHarness backendHarness = harness();
    Submission first = backendHarness.keyed("one", BODY);
    backendHarness.put(first);
    Delivery delivery = backendHarness.lease();
    backendHarness.put(backendHarness.keyed("one", HEADER, BODY));

    assertThat(backendHarness.settle(delivery, new Outcome.Processed("{}")))
        .isEqualTo(SettleResult.SETTLED);
    var late = new JobKey("/orders", IDEMPOTENCY_KEY, "late");
    backendHarness.put(backendHarness.keyed("one", late, BODY));

    assertThat(found(backendHarness, HEADER)).isEqualTo(first.job());
    assertThat(found(backendHarness, late)).isEqualTo(first.job());
    backendHarness.pass(SamplePipelines.RECORDS.plusSeconds(1));
    assertThat(backendHarness.jobs().named(List.of(HEADER, BODY, late))).isEmpty();
    assertThat(backendHarness.put(backendHarness.keyed("other", late)))
        .isInstanceOf(PutResult.Stored.class);
    assertThat(backendHarness.ledger().verify().findings()).isEmpty();
  }

  @Test
  default void a_job_has_at_most_the_maximum_number_of_keys() {
    BackendHarness backendHarness = harness();
    backendHarness.put(backendHarness.keyed("one", BODY));
    for (int i = 1; i < JobKey.MAX_KEYS; i++)
      backendHarness.put(
          backendHarness.keyed("one", new JobKey("/orders", IDEMPOTENCY_KEY, "k" + i), BODY));

    assertThat(backendHarness.put(backendHarness.keyed("one", HEADER, BODY)))
        .isEqualTo(new PutResult.TooManyKeys(HEADER));
    assertThat(backendHarness.put(backendHarness.keyed("one", BODY)))
        .isInstanceOf(PutResult.Existing.class);
    backendHarness.settle(backendHarness.lease(), new Outcome.Processed("{}"));
  }

  @Test
  default void many_keys_are_looked_up_at_once() {
    BackendHarness backendHarness = harness();
    Submission first = backendHarness.keyed("one", HEADER);
    Submission second = backendHarness.keyed("other", BODY);
    backendHarness.jobs().put(List.of(first, second));

    assertThat(
            backendHarness
                .jobs()
                .named(List.of(HEADER, BODY, new JobKey("/orders", CLIENT_ID, "none"))))
        .isEqualTo(Map.of(HEADER, first.job().id(), BODY, second.job().id()));
    assertThat(backendHarness.jobs().named(List.of())).isEmpty();
  }

  @Test
  default void the_same_key_twice_in_one_put_stores_the_first_and_finds_it_again() {
    BackendHarness backendHarness = harness();
    Submission first = backendHarness.keyed("one", HEADER);

    List<PutResult> results =
        backendHarness
            .jobs()
            .put(
                List.of(
                    first,
                    backendHarness.keyed("one", HEADER),
                    backendHarness.keyed("other", HEADER)));

    assertThat(results)
        .containsExactly(
            new PutResult.Stored(first.job()),
            new PutResult.Existing(backendHarness.record(first.job().id())),
            new PutResult.KeyTaken(HEADER));
    assertThat(backendHarness.lease(ORDERS, 10)).hasSize(1);
  }

  @Test
  default void a_key_finds_its_job_after_its_end() {
    BackendHarness backendHarness = harness();
    Submission first = backendHarness.keyed("one", HEADER);
    backendHarness.put(first);

    Delivery delivery = backendHarness.lease();
    assertThat(statusOf(backendHarness.put(backendHarness.keyed("one", HEADER))))
        .isEqualTo(Status.PROCESSING);

    backendHarness.settle(delivery, new Outcome.Processed("{}"));
    assertThat(statusOf(backendHarness.put(backendHarness.keyed("one", HEADER))))
        .isEqualTo(Status.PROCESSED);
    backendHarness.nothingIsDue();
  }

  @Test
  default void a_cancelled_job_keeps_its_key() {
    BackendHarness backendHarness = harness();
    Submission first = backendHarness.keyed("one", HEADER);
    backendHarness.put(first);
    backendHarness.jobs().cancel(first.job().id());

    assertThat(statusOf(backendHarness.put(backendHarness.keyed("one", HEADER))))
        .isEqualTo(Status.CANCELLED);
  }

  @Test
  default void an_unknown_key_finds_nothing() {
    BackendHarness backendHarness = harness();
    backendHarness.put(backendHarness.keyed("one", HEADER));

    assertThat(backendHarness.jobs().findByKey(BODY)).isEmpty();
    assertThat(backendHarness.jobs().findByKey(new JobKey("/tasks", IDEMPOTENCY_KEY, "7")))
        .isEmpty();
  }

  private static Job found(BackendHarness backendHarness, JobKey key) {
    return backendHarness.jobs().findByKey(key).map(JobRecord::job).orElseThrow();
  }

  private static Status statusOf(PutResult putResult) {
    assertThat(putResult).isInstanceOf(PutResult.Existing.class);
    return ((PutResult.Existing) putResult).record().status();
  }
}
