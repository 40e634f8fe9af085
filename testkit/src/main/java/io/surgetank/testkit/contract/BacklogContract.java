package io.surgetank.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The backlog limit. For backends that count unfinished jobs exactly.
@Verifies(Promise.P8)
public interface BacklogContract extends BackendContract {
  @Test
  default void a_submission_over_the_backlog_is_refused_and_changes_nothing() {
    BackendHarness backendHarness = harness(SamplePipelines.withBacklog(2));
    backendHarness.put(2);
    Job third = backendHarness.job();

    PutResult refused = backendHarness.put(Submission.withoutKeys(third));

    assertThat(refused).isInstanceOf(PutResult.Full.class);
    assertThat(((PutResult.Full) refused).retryAfter()).isGreaterThan(Duration.ZERO);
    assertThat(backendHarness.jobs().find(third.id())).isEmpty();
    assertThat(backendHarness.counters().unfinished()).isEqualTo(2);
  }

  @Test
  default void a_put_stores_as_many_submissions_as_the_backlog_allows() {
    BackendHarness backendHarness = harness(SamplePipelines.withBacklog(2));
    List<Submission> three =
        Stream.generate(() -> Submission.withoutKeys(backendHarness.job())).limit(3).toList();

    List<PutResult> results = backendHarness.jobs().put(three);

    assertThat(results.subList(0, 2)).allMatch(PutResult.Stored.class::isInstance);
    assertThat(results.get(2)).isInstanceOf(PutResult.Full.class);
  }

  @Test
  default void a_full_pipeline_does_not_block_the_others() {
    BackendHarness backendHarness = harness(SamplePipelines.withBacklog(2));
    backendHarness.put(2);

    backendHarness.put(backendHarness.job(SamplePipelines.TASKS, "{}"));

    assertThat(backendHarness.counters(SamplePipelines.TASKS).accepted()).isEqualTo(1);
  }

  @Test
  default void a_replay_succeeds_when_the_backlog_is_full() {
    BackendHarness backendHarness = harness(SamplePipelines.withBacklog(1));
    var key = new JobKey("/orders", JobKey.Kind.CLIENT_ID, "7");
    backendHarness.put(backendHarness.keyed("one", key));

    assertThat(backendHarness.put(backendHarness.keyed("one", key)))
        .isInstanceOf(PutResult.Existing.class);
    assertThat(backendHarness.put(backendHarness.keyed("other", key)))
        .isInstanceOf(PutResult.KeyTaken.class);
  }

  @Test
  default void elements_refused_by_a_full_backlog_are_stored_by_a_repetition() {
    BackendHarness backendHarness = harness(SamplePipelines.withBacklog(2));
    List<PutResult> first =
        backendHarness.jobs().put(BatchKeysContract.batch(backendHarness, "a", "b", "c"));
    backendHarness.settle(backendHarness.lease(), new Outcome.Processed("{}"));

    List<PutResult> again =
        backendHarness.jobs().put(BatchKeysContract.batch(backendHarness, "a", "b", "c"));

    assertThat(first.get(2)).isInstanceOf(PutResult.Full.class);
    assertThat(again.get(2)).isInstanceOf(PutResult.Stored.class);
    assertThat(BatchKeysContract.ids(again).subList(0, 2))
        .isEqualTo(BatchKeysContract.ids(first).subList(0, 2));
  }

  @Test
  default void a_batch_without_stored_elements_does_not_use_its_key() {
    BackendHarness backendHarness = harness(SamplePipelines.withBacklog(1));
    backendHarness.put();
    backendHarness.jobs().put(BatchKeysContract.batch(backendHarness, "a", "b"));
    backendHarness.settle(backendHarness.lease(), new Outcome.Processed("{}"));

    assertThat(backendHarness.put(backendHarness.keyed("x", BatchKeysContract.KEY)))
        .isInstanceOf(PutResult.Stored.class);
  }

  @Test
  default void an_ended_job_frees_capacity() {
    BackendHarness backendHarness = harness(SamplePipelines.withBacklog(1));
    backendHarness.processed();

    Job called = backendHarness.put();
    backendHarness.jobs().cancel(called.id());
    backendHarness.put();

    assertThat(backendHarness.counters().accepted()).isEqualTo(3);
  }

  @Test
  default void a_redrive_is_never_refused_for_lack_of_capacity() {
    BackendHarness backendHarness = harness(SamplePipelines.withBacklog(1));
    backendHarness.dead("no");
    backendHarness.put();

    backendHarness
        .deadLetters()
        .redrive(io.surgetank.core.store.DeadLetterFilter.EVERYTHING, "operator");

    assertThat(backendHarness.counters().unfinished()).isEqualTo(2);
  }
}
