package io.surgetank.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.Promise;
import io.surgetank.job.Job;
import io.surgetank.job.JobKey;
import io.surgetank.store.Placement;
import io.surgetank.store.Submission;
import io.surgetank.work.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// How much may wait. For backends that count exactly what waits.
@Keeps(Promise.P8)
public interface BacklogContract extends BackendContract {
  @Test
  default void what_is_over_the_backlog_is_refused_and_changes_nothing() {
    Bench bench = bench(Samples.withBacklog(2));
    bench.put(2);
    Job third = bench.job();

    Placement refused = bench.put(Submission.withoutKeys(third));

    assertThat(refused).isInstanceOf(Placement.Full.class);
    assertThat(((Placement.Full) refused).retryAfter()).isGreaterThan(Duration.ZERO);
    assertThat(bench.jobs().find(third.id())).isEmpty();
    assertThat(bench.tally().waiting()).isEqualTo(2);
  }

  @Test
  default void of_many_put_at_once_as_many_are_stored_as_there_is_room_for() {
    Bench bench = bench(Samples.withBacklog(2));
    List<Submission> three =
        Stream.generate(() -> Submission.withoutKeys(bench.job())).limit(3).toList();

    List<Placement> placements = bench.jobs().put(three);

    assertThat(placements.subList(0, 2)).allMatch(Placement.Stored.class::isInstance);
    assertThat(placements.get(2)).isInstanceOf(Placement.Full.class);
  }

  @Test
  default void a_full_pipeline_leaves_the_others_open() {
    Bench bench = bench(Samples.withBacklog(2));
    bench.put(2);

    bench.put(bench.job(Samples.TASKS, "{}"));

    assertThat(bench.tally(Samples.TASKS).accepted()).isEqualTo(1);
  }

  @Test
  default void a_replay_is_answered_when_full() {
    Bench bench = bench(Samples.withBacklog(1));
    var key = new JobKey("/orders", JobKey.Kind.CLIENT_ID, "7");
    bench.put(bench.keyed("one", key));

    assertThat(bench.put(bench.keyed("one", key))).isInstanceOf(Placement.Existing.class);
    assertThat(bench.put(bench.keyed("other", key))).isInstanceOf(Placement.KeyTaken.class);
  }

  @Test
  default void what_a_full_backlog_refused_of_a_batch_is_stored_by_a_repeat() {
    Bench bench = bench(Samples.withBacklog(2));
    List<Placement> first = bench.jobs().put(BatchKeysContract.batch(bench, "a", "b", "c"));
    bench.settle(bench.lease(), new Outcome.Processed("{}"));

    List<Placement> again = bench.jobs().put(BatchKeysContract.batch(bench, "a", "b", "c"));

    assertThat(first.get(2)).isInstanceOf(Placement.Full.class);
    assertThat(again.get(2)).isInstanceOf(Placement.Stored.class);
    assertThat(BatchKeysContract.ids(again).subList(0, 2))
        .isEqualTo(BatchKeysContract.ids(first).subList(0, 2));
  }

  @Test
  default void a_batch_of_which_nothing_was_stored_leaves_its_key_free() {
    Bench bench = bench(Samples.withBacklog(1));
    bench.put();
    bench.jobs().put(BatchKeysContract.batch(bench, "a", "b"));
    bench.settle(bench.lease(), new Outcome.Processed("{}"));

    assertThat(bench.put(bench.keyed("x", BatchKeysContract.KEY)))
        .isInstanceOf(Placement.Stored.class);
  }

  @Test
  default void an_end_makes_room() {
    Bench bench = bench(Samples.withBacklog(1));
    bench.processed();

    Job called = bench.put();
    bench.jobs().cancel(called.id());
    bench.put();

    assertThat(bench.tally().accepted()).isEqualTo(3);
  }

  @Test
  default void a_redrive_is_never_refused_for_want_of_room() {
    Bench bench = bench(Samples.withBacklog(1));
    bench.dead("no");
    bench.put();

    bench.deadLetters().redrive(io.surgetank.store.DeadFilter.EVERYTHING, "operator");

    assertThat(bench.tally().waiting()).isEqualTo(2);
  }
}
