package io.surgetank.testkit.contract;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static io.surgetank.testkit.contract.SamplePipelines.TASKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.OrderingKey;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.State;
import io.surgetank.core.job.Status;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.Move;
import io.surgetank.core.store.MoveResult;
import io.surgetank.core.store.OperatorAction;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Moving waiting jobs to another pipeline.
@Verifies(Promise.P2)
public interface MoveContract extends BackendContract {
  @Test
  default void a_moved_job_is_processed_only_by_the_new_pipeline() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();
    Job stays = backendHarness.put();

    assertThat(moved(backendHarness, job)).containsExactly(MoveResult.MOVED);

    assertThat(backendHarness.lease(ORDERS, 10)).extracting(Delivery::job).containsExactly(stays);
    Delivery delivery = backendHarness.lease(TASKS, 10).getFirst();
    assertThat(delivery.job()).isEqualTo(in(TASKS, job));
    assertThat(backendHarness.settle(delivery, new Outcome.Processed("{}")))
        .isEqualTo(SettleResult.SETTLED);
    assertThat(backendHarness.record(job.id()).job()).isEqualTo(in(TASKS, job));
  }

  @Test
  default void the_counts_of_both_pipelines_balance_and_verification_passes() {
    BackendHarness backendHarness = harness();
    Job first = backendHarness.put();
    Job second = backendHarness.put();
    backendHarness.put();

    moved(backendHarness, first, second);

    PipelineCounters orders = backendHarness.counters(ORDERS);
    PipelineCounters tasks = backendHarness.counters(TASKS);
    assertThat(orders.balances() && tasks.balances()).isTrue();
    assertThat(List.of(orders.accepted(), orders.movedOut(), orders.unfinished()))
        .containsExactly(3L, 2L, 1L);
    assertThat(List.of(tasks.accepted(), tasks.movedIn(), tasks.unfinished()))
        .containsExactly(0L, 2L, 2L);
    assertThat(backendHarness.ledger().verify().findings()).isEmpty();
    backendHarness.settle(backendHarness.lease(TASKS, 1).getFirst(), new Outcome.Dead("no"));
    assertThat(backendHarness.jobs().move(List.of(back(second)), entry(backendHarness)))
        .containsExactly(MoveResult.MOVED);
    assertThat(backendHarness.counters(ORDERS).unfinished()).isEqualTo(2);
    assertThat(backendHarness.ledger().verify().findings()).isEmpty();
  }

  @Test
  default void a_job_between_attempts_begins_a_new_round_and_keeps_its_history() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.settled(new Outcome.Retry(Duration.ofHours(1), "busy"));

    moved(backendHarness, job);

    JobRecord record = backendHarness.record(job.id());
    assertThat(record.state()).isEqualTo(new State.Pending());
    assertThat(record.attempts()).hasSize(1);
    Delivery delivery = backendHarness.lease(TASKS, 1).getFirst();
    assertThat(delivery.attempt().round()).isEqualTo(1);
    assertThat(delivery.attempt().number()).isEqualTo(1);
    backendHarness.settle(delivery, new Outcome.Processed("{}"));
    assertThat(backendHarness.record(job.id()).attempts()).hasSize(2);
    backendHarness.pass(Duration.ofHours(1));
    backendHarness.nothingIsDue();
    assertThat(backendHarness.ledger().verify().findings()).isEmpty();
  }

  @Test
  default void only_jobs_that_wait_in_the_named_pipeline_are_moved() {
    BackendHarness backendHarness = harness();
    Job dead = backendHarness.dead("no");
    Job processed = backendHarness.processed();
    Job cancelled = backendHarness.put();
    backendHarness.jobs().cancel(cancelled.id());
    Job running = backendHarness.put();
    Delivery delivery = backendHarness.lease();
    Job elsewhere = backendHarness.put(backendHarness.job(TASKS, "{}"));

    assertThat(
            moved(
                backendHarness,
                dead,
                processed,
                cancelled,
                running,
                elsewhere,
                backendHarness.job()))
        .containsExactly(
            MoveResult.NOT_WAITING,
            MoveResult.NOT_WAITING,
            MoveResult.NOT_WAITING,
            MoveResult.NOT_WAITING,
            MoveResult.NOT_WAITING,
            MoveResult.UNKNOWN);

    assertThat(backendHarness.deadLetters().operatorActions(10)).isEmpty();
    assertThat(backendHarness.settle(delivery, new Outcome.Processed("{}")))
        .isEqualTo(SettleResult.SETTLED);
    assertThat(backendHarness.status(dead)).isEqualTo(Status.DEAD);
    assertThat(backendHarness.counters().movedOut()).isZero();
  }

  @Test
  default void keys_still_find_a_moved_job() {
    BackendHarness backendHarness = harness();
    var key = new JobKey("/orders", JobKey.Kind.IDEMPOTENCY_KEY, "k");
    var clientId = new JobKey("/orders", JobKey.Kind.CLIENT_ID, "7");
    Job job = backendHarness.keyed("one", key, clientId).job();
    backendHarness.put(Submission.withKeys(job, List.of(key, clientId), "one"));

    moved(backendHarness, job);

    assertThat(backendHarness.jobs().findByKey(key)).contains(backendHarness.record(job.id()));
    assertThat(backendHarness.jobs().findByKey(clientId)).contains(backendHarness.record(job.id()));
    assertThat(backendHarness.put(backendHarness.keyed("one", key)))
        .isEqualTo(new PutResult.Existing(backendHarness.record(job.id())));
    assertThat(backendHarness.put(backendHarness.keyed("other", clientId)))
        .isEqualTo(new PutResult.KeyTaken(clientId));
    backendHarness.settle(backendHarness.lease(TASKS, 1).getFirst(), new Outcome.Dead("no"));
    backendHarness.deadLetters().purge(DeadLetterFilter.EVERYTHING, "operator");
    assertThat(backendHarness.jobs().findByKey(key)).isEmpty();
    assertThat(backendHarness.ledger().verify().findings()).isEmpty();
  }

  @Test
  default void a_move_is_in_the_audit_log_with_both_pipelines_and_emits_events() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();
    OperatorAction entry = entry(backendHarness);

    backendHarness.jobs().move(List.of(move(job), move(backendHarness.job())), entry);

    OperatorAction kept = entry.reached(1, OperatorAction.Extent.COMPLETE);
    assertThat(backendHarness.deadLetters().operatorActions(10)).containsExactly(kept);
    assertThat(backendHarness.events())
        .endsWith(new Event.Moved(ORDERS, TASKS, job.id()), new Event.OperatorActed(kept));
  }

  @Test
  default void lists_have_a_moved_job_under_its_new_pipeline() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();

    moved(backendHarness, job);

    assertThat(backendHarness.jobs().list(JobQuery.newest(List.of(ORDERS), 10))).isEmpty();
    assertThat(backendHarness.jobs().list(JobQuery.newest(List.of(TASKS), 10)))
        .containsExactly(backendHarness.record(job.id()));
  }

  /// At most one job of a key is processed at a time, in the old and in the new pipeline.
  @Test
  default void order_is_kept_in_both_pipelines() {
    BackendHarness backendHarness = harness();
    Job first = ordered(backendHarness, backendHarness.job(), "anna");
    Job second = ordered(backendHarness, backendHarness.job(), "anna");
    Job there = ordered(backendHarness, backendHarness.job(TASKS, "{}"), "ben");
    var ben = Optional.of(OrderingKey.of("ben"));

    backendHarness
        .jobs()
        .move(List.of(new Move(first.id(), ORDERS, TASKS, ben)), entry(backendHarness));

    assertThat(backendHarness.lease(ORDERS, 10)).extracting(Delivery::job).containsExactly(second);
    List<Delivery> leased = backendHarness.lease(TASKS, 10);
    assertThat(leased).extracting(Delivery::job).containsExactly(there);
    backendHarness.settle(leased.getFirst(), new Outcome.Processed("{}"));
    assertThat(backendHarness.lease(TASKS, 10))
        .extracting(Delivery::job)
        .containsExactly(in(TASKS, first));
    assertThat(backendHarness.ledger().verify().findings()).isEmpty();
  }

  private static Job ordered(BackendHarness backendHarness, Job job, String account) {
    backendHarness.put(Submission.withoutKeys(job).withOrderingKey(OrderingKey.of(account)));
    return job;
  }

  private static List<MoveResult> moved(BackendHarness backendHarness, Job... jobs) {
    List<Move> moves = Arrays.stream(jobs).map(MoveContract::move).toList();
    return backendHarness.jobs().move(moves, entry(backendHarness));
  }

  private static Move move(Job job) {
    return new Move(job.id(), ORDERS, TASKS, Optional.empty());
  }

  private static Move back(Job job) {
    return new Move(job.id(), TASKS, ORDERS, Optional.empty());
  }

  private static Job in(PipelineName pipeline, Job job) {
    return new Job(job.id(), pipeline, job.payload(), job.trace(), job.owner());
  }

  private static OperatorAction entry(BackendHarness backendHarness) {
    return new OperatorAction(
        backendHarness.now(),
        "anna",
        OperatorAction.Type.MOVE,
        new DeadLetterFilter(List.of(), List.of(ORDERS), ""),
        Set.of(Status.PENDING, Status.RETRYING),
        Optional.of(TASKS),
        Optional.empty(),
        0,
        OperatorAction.Extent.COMPLETE);
  }
}
