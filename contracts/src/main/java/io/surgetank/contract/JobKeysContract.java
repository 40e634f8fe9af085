package io.surgetank.contract;

import static io.surgetank.contract.Samples.ORDERS;
import static io.surgetank.contract.Samples.TASKS;
import static io.surgetank.job.JobKey.Kind.CLIENT_ID;
import static io.surgetank.job.JobKey.Kind.IDEMPOTENCY_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.Promise;
import io.surgetank.job.Job;
import io.surgetank.job.JobKey;
import io.surgetank.job.JobRecord;
import io.surgetank.job.Status;
import io.surgetank.queue.Delivery;
import io.surgetank.queue.Settlement;
import io.surgetank.store.Placement;
import io.surgetank.store.Submission;
import io.surgetank.work.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The names that clients give to jobs: the same name means the same job, for ever, and nobody
/// overwrites a record.
@Keeps(Promise.P4)
public interface JobKeysContract extends BackendContract {
  JobKey HEADER = new JobKey("/orders", IDEMPOTENCY_KEY, "7");
  JobKey BODY = new JobKey("/orders", CLIENT_ID, "7");

  @Test
  default void the_same_key_with_the_same_payload_finds_the_first_job() {
    Bench bench = bench();
    Submission first = bench.keyed("one", HEADER);
    bench.put(first);

    Placement again = bench.put(bench.keyed("one", HEADER));

    assertThat(again).isEqualTo(new Placement.Existing(bench.record(first.job().id())));
    assertThat(bench.tally().accepted()).isEqualTo(1);
    assertThat(bench.tally().replayed()).isEqualTo(1);
  }

  @Test
  default void the_same_key_with_another_payload_is_refused_and_changes_nothing() {
    Bench bench = bench();
    Submission first = bench.keyed("one", HEADER);
    bench.put(first);
    Submission other = bench.keyed("other", HEADER);

    Placement refused = bench.put(other);

    assertThat(refused).isEqualTo(new Placement.KeyTaken(HEADER));
    assertThat(bench.jobs().find(other.job().id())).isEmpty();
    assertThat(found(bench, HEADER)).isEqualTo(first.job());
    assertThat(bench.tally().accepted()).isEqualTo(1);
  }

  @Test
  default void a_job_is_found_by_each_of_its_keys() {
    Bench bench = bench();

    Submission both = bench.keyed("one", HEADER, BODY);
    bench.put(both);

    assertThat(found(bench, HEADER)).isEqualTo(both.job());
    assertThat(found(bench, BODY)).isEqualTo(both.job());
    assertThat(bench.put(bench.keyed("one", BODY))).isInstanceOf(Placement.Existing.class);
  }

  @Test
  default void a_header_and_an_id_of_the_same_text_are_two_keys() {
    Bench bench = bench();
    Submission header = bench.keyed("one", HEADER);
    Submission body = bench.keyed("other", BODY);
    bench.put(header);

    assertThat(bench.put(body)).isEqualTo(new Placement.Stored(body.job()));
    assertThat(found(bench, HEADER)).isEqualTo(header.job());
    assertThat(found(bench, BODY)).isEqualTo(body.job());
  }

  @Test
  default void a_key_means_nothing_at_another_path() {
    Bench bench = bench();
    Submission order = bench.keyed("one", HEADER);
    bench.put(order);
    Job task = bench.job(TASKS, "{}");
    var key = new JobKey("/tasks", IDEMPOTENCY_KEY, "7");

    Placement placement = bench.put(Submission.withKeys(task, List.of(key), "other"));

    assertThat(placement).isEqualTo(new Placement.Stored(task));
    assertThat(found(bench, HEADER)).isEqualTo(order.job());
    assertThat(found(bench, key)).isEqualTo(task);
  }

  @Test
  default void the_pipelines_of_one_path_share_its_keys() {
    Bench bench = bench();
    bench.put(bench.keyed("one", HEADER, BODY));
    Job task = bench.job(TASKS, "{}");

    for (JobKey key : List.of(HEADER, BODY))
      assertThat(bench.put(Submission.withKeys(task, List.of(key), "other")))
          .isEqualTo(new Placement.KeyTaken(key));

    assertThat(bench.jobs().find(task.id())).isEmpty();
  }

  @Test
  default void keys_that_differ_in_case_are_two_keys() {
    Bench bench = bench();
    bench.put(bench.keyed("one", new JobKey("/orders", IDEMPOTENCY_KEY, "abc")));

    Placement other =
        bench.put(bench.keyed("other", new JobKey("/orders", IDEMPOTENCY_KEY, "ABC")));

    assertThat(other).isInstanceOf(Placement.Stored.class);
  }

  @Test
  default void two_keys_that_name_two_jobs_are_refused() {
    Bench bench = bench();
    bench.put(bench.keyed("one", HEADER));
    bench.put(bench.keyed("one", BODY));

    Placement refused = bench.put(bench.keyed("one", HEADER, BODY));

    assertThat(refused).isEqualTo(new Placement.KeyTaken(BODY));
    assertThat(bench.tally().accepted()).isEqualTo(2);
  }

  @Test
  default void one_known_key_is_enough_to_find_the_job() {
    Bench bench = bench();
    Submission first = bench.keyed("one", BODY);
    bench.put(first);

    Placement again = bench.put(bench.keyed("one", HEADER, BODY));

    assertThat(again).isEqualTo(new Placement.Existing(bench.record(first.job().id())));
  }

  @Test
  default void a_key_that_met_a_replay_names_that_job_from_then_on() {
    Bench bench = bench();
    Submission first = bench.keyed("one", BODY);
    bench.put(first);
    bench.put(bench.keyed("one", HEADER, BODY));

    assertThat(found(bench, HEADER)).isEqualTo(first.job());
    assertThat(bench.put(bench.keyed("other", HEADER))).isEqualTo(new Placement.KeyTaken(HEADER));
    assertThat(bench.put(bench.keyed("one", HEADER))).isInstanceOf(Placement.Existing.class);
    assertThat(bench.ledger().audit().findings()).isEmpty();
  }

  @Test
  default void a_key_may_be_added_while_the_job_is_worked_and_after_its_end() {
    Bench bench = bench();
    Submission first = bench.keyed("one", BODY);
    bench.put(first);
    Delivery delivery = bench.lease();
    bench.put(bench.keyed("one", HEADER, BODY));

    assertThat(bench.settle(delivery, new Outcome.Processed("{}"))).isEqualTo(Settlement.SETTLED);
    var late = new JobKey("/orders", IDEMPOTENCY_KEY, "late");
    bench.put(bench.keyed("one", late, BODY));

    assertThat(found(bench, HEADER)).isEqualTo(first.job());
    assertThat(found(bench, late)).isEqualTo(first.job());
    bench.pass(Samples.RECORDS.plusSeconds(1));
    assertThat(bench.jobs().named(List.of(HEADER, BODY, late))).isEmpty();
    assertThat(bench.put(bench.keyed("other", late))).isInstanceOf(Placement.Stored.class);
    assertThat(bench.ledger().audit().findings()).isEmpty();
  }

  @Test
  default void a_job_has_no_more_keys_than_are_kept() {
    Bench bench = bench();
    bench.put(bench.keyed("one", BODY));
    for (int i = 1; i < JobKey.MAX_KEYS; i++)
      bench.put(bench.keyed("one", new JobKey("/orders", IDEMPOTENCY_KEY, "k" + i), BODY));

    assertThat(bench.put(bench.keyed("one", HEADER, BODY)))
        .isEqualTo(new Placement.TooManyKeys(HEADER));
    assertThat(bench.put(bench.keyed("one", BODY))).isInstanceOf(Placement.Existing.class);
    bench.settle(bench.lease(), new Outcome.Processed("{}"));
  }

  @Test
  default void many_keys_are_looked_up_at_once() {
    Bench bench = bench();
    Submission first = bench.keyed("one", HEADER);
    Submission second = bench.keyed("other", BODY);
    bench.jobs().put(List.of(first, second));

    assertThat(bench.jobs().named(List.of(HEADER, BODY, new JobKey("/orders", CLIENT_ID, "none"))))
        .isEqualTo(Map.of(HEADER, first.job().id(), BODY, second.job().id()));
    assertThat(bench.jobs().named(List.of())).isEmpty();
  }

  @Test
  default void the_same_key_twice_in_one_put_stores_the_first_and_finds_it_again() {
    Bench bench = bench();
    Submission first = bench.keyed("one", HEADER);

    List<Placement> placements =
        bench.jobs().put(List.of(first, bench.keyed("one", HEADER), bench.keyed("other", HEADER)));

    assertThat(placements)
        .containsExactly(
            new Placement.Stored(first.job()),
            new Placement.Existing(bench.record(first.job().id())),
            new Placement.KeyTaken(HEADER));
    assertThat(bench.lease(ORDERS, 10)).hasSize(1);
  }

  @Test
  default void a_key_names_its_job_after_its_end_too() {
    Bench bench = bench();
    Submission first = bench.keyed("one", HEADER);
    bench.put(first);

    Delivery delivery = bench.lease();
    assertThat(statusOf(bench.put(bench.keyed("one", HEADER)))).isEqualTo(Status.PROCESSING);

    bench.settle(delivery, new Outcome.Processed("{}"));
    assertThat(statusOf(bench.put(bench.keyed("one", HEADER)))).isEqualTo(Status.PROCESSED);
    bench.nothingIsDue();
  }

  @Test
  default void a_cancelled_job_keeps_its_key() {
    Bench bench = bench();
    Submission first = bench.keyed("one", HEADER);
    bench.put(first);
    bench.jobs().cancel(first.job().id());

    assertThat(statusOf(bench.put(bench.keyed("one", HEADER)))).isEqualTo(Status.CANCELLED);
  }

  @Test
  default void an_unknown_key_finds_nothing() {
    Bench bench = bench();
    bench.put(bench.keyed("one", HEADER));

    assertThat(bench.jobs().findByKey(BODY)).isEmpty();
    assertThat(bench.jobs().findByKey(new JobKey("/tasks", IDEMPOTENCY_KEY, "7"))).isEmpty();
  }

  private static Job found(Bench bench, JobKey key) {
    return bench.jobs().findByKey(key).map(JobRecord::job).orElseThrow();
  }

  private static Status statusOf(Placement placement) {
    assertThat(placement).isInstanceOf(Placement.Existing.class);
    return ((Placement.Existing) placement).record().status();
  }
}
