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
import io.surgetank.store.Placement;
import io.surgetank.store.Submission;
import io.surgetank.work.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The names that clients give to jobs: the same name means the same job, for ever, and nobody
/// overwrites a record.
@Keeps(Promise.P4)
public interface JobKeysContract extends BackendContract {
  JobKey HEADER = new JobKey(IDEMPOTENCY_KEY, "7");
  JobKey BODY = new JobKey(CLIENT_ID, "7");

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
  default void a_key_means_nothing_in_another_pipeline() {
    Bench bench = bench();
    Submission order = bench.keyed("one", HEADER);
    bench.put(order);
    Job task = bench.job(TASKS, "{}");

    Placement placement = bench.put(Submission.withKeys(task, List.of(HEADER), "other"));

    assertThat(placement).isEqualTo(new Placement.Stored(task));
    assertThat(found(bench, HEADER)).isEqualTo(order.job());
  }

  @Test
  default void keys_that_differ_in_case_are_two_keys() {
    Bench bench = bench();
    bench.put(bench.keyed("one", new JobKey(IDEMPOTENCY_KEY, "abc")));

    Placement other = bench.put(bench.keyed("other", new JobKey(IDEMPOTENCY_KEY, "ABC")));

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

    assertThat(bench.jobs().findByKey(ORDERS, BODY)).isEmpty();
    assertThat(bench.jobs().findByKey(TASKS, HEADER)).isEmpty();
  }

  private static Job found(Bench bench, JobKey key) {
    return bench.jobs().findByKey(ORDERS, key).map(JobRecord::job).orElseThrow();
  }

  private static Status statusOf(Placement placement) {
    assertThat(placement).isInstanceOf(Placement.Existing.class);
    return ((Placement.Existing) placement).record().status();
  }
}
