package io.surgetank.contract;

import static io.surgetank.contract.Samples.ORDERS;
import static io.surgetank.contract.Samples.RECORDS;
import static io.surgetank.job.JobKey.Kind.CLIENT_ID;
import static io.surgetank.job.JobKey.Kind.IDEMPOTENCY_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.Promise;
import io.surgetank.job.JobId;
import io.surgetank.job.JobKey;
import io.surgetank.queue.Delivery;
import io.surgetank.store.Batch;
import io.surgetank.store.DeadFilter;
import io.surgetank.store.Placement;
import io.surgetank.store.Submission;
import io.surgetank.work.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A key of a batch names all of it, and nothing else; a repeat finds what was stored and stores
/// what was not.
@Keeps(Promise.P4)
public interface BatchKeysContract extends BackendContract {
  JobKey KEY = new JobKey("/orders", IDEMPOTENCY_KEY, "b");

  @Test
  default void a_repeated_batch_finds_all_its_jobs() {
    Bench bench = bench();
    List<Placement> first = bench.jobs().put(batch(bench, "a", "b", "c"));

    List<Placement> again = bench.jobs().put(batch(bench, "a", "b", "c"));

    assertThat(first).hasOnlyElementsOfType(Placement.Stored.class);
    assertThat(ids(again)).isEqualTo(ids(first));
    assertThat(again).hasOnlyElementsOfType(Placement.Existing.class);
    assertThat(bench.tally().accepted()).isEqualTo(3);
    assertThat(bench.tally().replayed()).isEqualTo(3);
  }

  @Test
  default void another_batch_under_the_key_is_refused_in_all_its_parts() {
    Bench bench = bench();
    bench.jobs().put(batch(bench, "a", "b"));

    for (String[] other :
        List.of(new String[] {"a"}, new String[] {"b", "a"}, new String[] {"a", "b", "c"}))
      assertThat(bench.jobs().put(batch(bench, other))).containsOnly(new Placement.KeyTaken(KEY));

    assertThat(bench.tally().accepted()).isEqualTo(2);
  }

  @Test
  default void a_batchs_key_is_no_single_ones() {
    Bench bench = bench();
    bench.jobs().put(batch(bench, "a", "b"));

    assertThat(bench.put(bench.keyed("a", KEY))).isEqualTo(new Placement.KeyTaken(KEY));
    assertThat(bench.jobs().findByKey(KEY)).isEmpty();
  }

  @Test
  default void a_single_ones_key_is_no_batchs() {
    Bench bench = bench();
    bench.put(bench.keyed("a", KEY));

    assertThat(bench.jobs().put(batch(bench, "a", "b"))).containsOnly(new Placement.KeyTaken(KEY));
    assertThat(bench.tally().accepted()).isEqualTo(1);
  }

  @Test
  default void a_single_key_that_looks_like_an_elements_is_another() {
    Bench bench = bench();
    bench.jobs().put(batch(bench, "a", "b"));

    Placement single = bench.put(bench.keyed("x", new JobKey("/orders", IDEMPOTENCY_KEY, "b/0")));

    assertThat(single).isInstanceOf(Placement.Stored.class);
  }

  @Test
  default void a_part_of_a_batch_is_completed_by_the_whole() {
    Bench bench = bench();
    List<Submission> whole = batch(bench, "a", "b", "c");
    bench.jobs().put(whole.subList(1, 2));

    List<Placement> completed = bench.jobs().put(batch(bench, "a", "b", "c"));

    assertThat(completed.get(0)).isInstanceOf(Placement.Stored.class);
    assertThat(ids(completed).get(1)).isEqualTo(whole.get(1).job().id());
    assertThat(completed.get(2)).isInstanceOf(Placement.Stored.class);
    assertThat(bench.tally().accepted()).isEqualTo(3);
  }

  @Test
  default void an_element_that_was_accepted_alone_before_is_that_job() {
    Bench bench = bench();
    var own = new JobKey("/orders", CLIENT_ID, "7");
    Submission alone = bench.keyed("a", own);
    bench.put(alone);
    Batch batch = batchOf("a", "b");
    List<JobKey> both = List.of(KEY.element(0), own);

    List<Placement> placements =
        bench
            .jobs()
            .put(
                List.of(
                    Submission.withKeys(bench.job(), both, "a").in(batch),
                    Submission.withKeys(bench.job(), List.of(KEY.element(1)), "b").in(batch)));

    assertThat(placements.get(0)).isEqualTo(new Placement.Existing(bench.record(alone.job().id())));
    assertThat(placements.get(1)).isInstanceOf(Placement.Stored.class);
    assertThat(bench.jobs().findByKey(KEY.element(0)).orElseThrow().job()).isEqualTo(alone.job());
  }

  @Test
  default void one_job_may_stand_at_more_places_of_a_batch_than_it_may_have_keys() {
    Bench bench = bench();
    int many = JobKey.MAX_KEYS + 10;
    var own = new JobKey("/orders", CLIENT_ID, "7");
    var batch = new Batch(KEY, "batch:many", many);
    var submissions = new ArrayList<Submission>();
    for (int i = 0; i < many; i++)
      submissions.add(
          Submission.withKeys(bench.job(), List.of(KEY.element(i), own), "a").in(batch));

    List<Placement> placements = bench.jobs().put(submissions);

    assertThat(placements.getFirst()).isInstanceOf(Placement.Stored.class);
    assertThat(placements.subList(1, many)).hasOnlyElementsOfType(Placement.Existing.class);
    bench.settle(bench.lease(), new Outcome.Processed("{}"));
  }

  @Test
  default void a_batchs_key_lives_until_its_last_job_is_gone() {
    Bench bench = bench();
    bench.jobs().put(batch(bench, "a", "b"));
    for (Delivery delivery : bench.lease(ORDERS, 2))
      bench.settle(
          delivery,
          delivery.job().payload().contains("a")
              ? new Outcome.Processed("{}")
              : new Outcome.Dead("no"));
    bench.deadLetters().purge(DeadFilter.EVERYTHING, "operator");

    assertThat(bench.put(bench.keyed("x", KEY))).isEqualTo(new Placement.KeyTaken(KEY));
    bench.pass(RECORDS.plus(Duration.ofHours(1)));

    assertThat(bench.put(bench.keyed("x", KEY))).isInstanceOf(Placement.Stored.class);
    assertThat(bench.ledger().audit().findings()).isEmpty();
  }

  @Test
  default void a_thousand_are_repeated_as_one() {
    Bench bench = bench();
    String[] payloads =
        IntStream.range(0, 1_000).mapToObj(Integer::toString).toArray(String[]::new);
    List<Placement> first = bench.jobs().put(batch(bench, payloads));

    assertThat(ids(bench.jobs().put(batch(bench, payloads)))).isEqualTo(ids(first));
    assertThat(bench.tally().replayed()).isEqualTo(1_000);
    assertThat(bench.ledger().audit().findings()).isEmpty();
  }

  static Batch batchOf(String... payloads) {
    return new Batch(KEY, "batch:" + String.join(",", payloads), payloads.length);
  }

  static List<Submission> batch(Bench bench, String... payloads) {
    var submissions = new ArrayList<Submission>();
    for (int i = 0; i < payloads.length; i++) {
      var job = bench.job(ORDERS, "{\"name\":\"" + payloads[i] + "\"}");
      submissions.add(
          Submission.withKeys(job, List.of(KEY.element(i)), payloads[i]).in(batchOf(payloads)));
    }
    return submissions;
  }

  static List<JobId> ids(List<Placement> placements) {
    var ids = new ArrayList<JobId>();
    for (Placement placement : placements)
      switch (placement) {
        case Placement.Stored(var job) -> ids.add(job.id());
        case Placement.Existing(var record) -> ids.add(record.id());
        case Placement.KeyTaken _, Placement.TooManyKeys _, Placement.Full _ -> {}
      }
    return ids;
  }
}
