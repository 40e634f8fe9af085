package io.surgetank.testkit.contract;

import static io.surgetank.core.job.JobKey.Kind.CLIENT_ID;
import static io.surgetank.core.job.JobKey.Kind.IDEMPOTENCY_KEY;
import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static io.surgetank.testkit.contract.SamplePipelines.RECORDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.KeyedBatch;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A batch's key identifies exactly that batch; a repetition finds the stored elements and stores
/// the others.
@Verifies(Promise.P4)
public interface BatchKeysContract extends BackendContract {
  JobKey KEY = new JobKey("/orders", IDEMPOTENCY_KEY, "b");

  @Test
  default void a_repeated_batch_finds_all_its_jobs() {
    BackendHarness backendHarness = harness();
    List<PutResult> first = backendHarness.jobs().put(batch(backendHarness, "a", "b", "c"));

    List<PutResult> again = backendHarness.jobs().put(batch(backendHarness, "a", "b", "c"));

    assertThat(first).hasOnlyElementsOfType(PutResult.Stored.class);
    assertThat(ids(again)).isEqualTo(ids(first));
    assertThat(again).hasOnlyElementsOfType(PutResult.Existing.class);
    assertThat(backendHarness.counters().accepted()).isEqualTo(3);
    assertThat(backendHarness.counters().replayed()).isEqualTo(3);
  }

  @Test
  default void another_batch_with_the_same_key_is_refused_completely() {
    BackendHarness backendHarness = harness();
    backendHarness.jobs().put(batch(backendHarness, "a", "b"));

    for (String[] other :
        List.of(new String[] {"a"}, new String[] {"b", "a"}, new String[] {"a", "b", "c"}))
      assertThat(backendHarness.jobs().put(batch(backendHarness, other)))
          .containsOnly(new PutResult.KeyTaken(KEY));

    assertThat(backendHarness.counters().accepted()).isEqualTo(2);
  }

  @Test
  default void a_batch_key_is_not_usable_for_a_single_submission() {
    BackendHarness backendHarness = harness();
    backendHarness.jobs().put(batch(backendHarness, "a", "b"));

    assertThat(backendHarness.put(backendHarness.keyed("a", KEY)))
        .isEqualTo(new PutResult.KeyTaken(KEY));
    assertThat(backendHarness.jobs().findByKey(KEY)).isEmpty();
  }

  @Test
  default void a_single_submissions_key_is_not_usable_for_a_batch() {
    BackendHarness backendHarness = harness();
    backendHarness.put(backendHarness.keyed("a", KEY));

    assertThat(backendHarness.jobs().put(batch(backendHarness, "a", "b")))
        .containsOnly(new PutResult.KeyTaken(KEY));
    assertThat(backendHarness.counters().accepted()).isEqualTo(1);
  }

  @Test
  default void a_single_key_that_looks_like_an_element_key_is_distinct() {
    BackendHarness backendHarness = harness();
    backendHarness.jobs().put(batch(backendHarness, "a", "b"));

    PutResult single =
        backendHarness.put(
            backendHarness.keyed("x", new JobKey("/orders", IDEMPOTENCY_KEY, "b/0")));

    assertThat(single).isInstanceOf(PutResult.Stored.class);
  }

  @Test
  default void repeating_a_batch_stores_its_missing_elements() {
    BackendHarness backendHarness = harness();
    List<Submission> whole = batch(backendHarness, "a", "b", "c");
    backendHarness.jobs().put(whole.subList(1, 2));

    List<PutResult> completed = backendHarness.jobs().put(batch(backendHarness, "a", "b", "c"));

    assertThat(completed.get(0)).isInstanceOf(PutResult.Stored.class);
    assertThat(ids(completed).get(1)).isEqualTo(whole.get(1).job().id());
    assertThat(completed.get(2)).isInstanceOf(PutResult.Stored.class);
    assertThat(backendHarness.counters().accepted()).isEqualTo(3);
  }

  @Test
  default void an_element_that_was_accepted_separately_is_the_same_job() {
    BackendHarness backendHarness = harness();
    var own = new JobKey("/orders", CLIENT_ID, "7");
    Submission alone = backendHarness.keyed("a", own);
    backendHarness.put(alone);
    KeyedBatch keyedBatch = batchOf("a", "b");
    List<JobKey> both = List.of(KEY.element(0), own);

    List<PutResult> results =
        backendHarness
            .jobs()
            .put(
                List.of(
                    Submission.withKeys(backendHarness.job(), both, "a").inBatch(keyedBatch),
                    Submission.withKeys(backendHarness.job(), List.of(KEY.element(1)), "b")
                        .inBatch(keyedBatch)));

    assertThat(results.get(0))
        .isEqualTo(new PutResult.Existing(backendHarness.record(alone.job().id())));
    assertThat(results.get(1)).isInstanceOf(PutResult.Stored.class);
    assertThat(backendHarness.jobs().findByKey(KEY.element(0)).orElseThrow().job())
        .isEqualTo(alone.job());
  }

  @Test
  default void one_job_may_occur_in_a_batch_more_often_than_it_may_have_keys() {
    BackendHarness backendHarness = harness();
    int many = JobKey.MAX_KEYS + 10;
    var own = new JobKey("/orders", CLIENT_ID, "7");
    var keyedBatch = new KeyedBatch(KEY, "batch:many", many);
    var submissions = new ArrayList<Submission>();
    for (int i = 0; i < many; i++)
      submissions.add(
          Submission.withKeys(backendHarness.job(), List.of(KEY.element(i), own), "a")
              .inBatch(keyedBatch));

    List<PutResult> results = backendHarness.jobs().put(submissions);

    assertThat(results.getFirst()).isInstanceOf(PutResult.Stored.class);
    assertThat(results.subList(1, many)).hasOnlyElementsOfType(PutResult.Existing.class);
    backendHarness.settle(backendHarness.lease(), new Outcome.Processed("{}"));
  }

  @Test
  default void a_batch_key_is_kept_until_its_last_job_is_removed() {
    BackendHarness backendHarness = harness();
    backendHarness.jobs().put(batch(backendHarness, "a", "b"));
    for (Delivery delivery : backendHarness.lease(ORDERS, 2))
      backendHarness.settle(
          delivery,
          delivery.job().payload().contains("a")
              ? new Outcome.Processed("{}")
              : new Outcome.Dead("no"));
    backendHarness.deadLetters().purge(DeadLetterFilter.EVERYTHING, "operator");

    assertThat(backendHarness.put(backendHarness.keyed("x", KEY)))
        .isEqualTo(new PutResult.KeyTaken(KEY));
    backendHarness.pass(RECORDS.plus(Duration.ofHours(1)));

    assertThat(backendHarness.put(backendHarness.keyed("x", KEY)))
        .isInstanceOf(PutResult.Stored.class);
    assertThat(backendHarness.ledger().verify().findings()).isEmpty();
  }

  @Test
  default void a_batch_of_a_thousand_can_be_repeated() {
    BackendHarness backendHarness = harness();
    String[] payloads =
        IntStream.range(0, 1_000).mapToObj(Integer::toString).toArray(String[]::new);
    List<PutResult> first = backendHarness.jobs().put(batch(backendHarness, payloads));

    assertThat(ids(backendHarness.jobs().put(batch(backendHarness, payloads))))
        .isEqualTo(ids(first));
    assertThat(backendHarness.counters().replayed()).isEqualTo(1_000);
    assertThat(backendHarness.ledger().verify().findings()).isEmpty();
  }

  static KeyedBatch batchOf(String... payloads) {
    return new KeyedBatch(KEY, "batch:" + String.join(",", payloads), payloads.length);
  }

  static List<Submission> batch(BackendHarness backendHarness, String... payloads) {
    var submissions = new ArrayList<Submission>();
    for (int i = 0; i < payloads.length; i++) {
      var job = backendHarness.job(ORDERS, "{\"name\":\"" + payloads[i] + "\"}");
      submissions.add(
          Submission.withKeys(job, List.of(KEY.element(i)), payloads[i])
              .inBatch(batchOf(payloads)));
    }
    return submissions;
  }

  static List<JobId> ids(List<PutResult> results) {
    var ids = new ArrayList<JobId>();
    for (PutResult putResult : results)
      switch (putResult) {
        case PutResult.Stored(var job) -> ids.add(job.id());
        case PutResult.Existing(var record) -> ids.add(record.id());
        case PutResult.KeyTaken _, PutResult.TooManyKeys _, PutResult.Full _ -> {}
      }
    return ids;
  }
}
