package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Trace;
import io.surgetank.core.ledger.Rejection;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipelineStateTest {
  private static final PipelineName ORDERS = new PipelineName("orders");
  private static final int ROOM = 512;
  private static final int CHARACTERS = 4 * 1024 * 1024;

  private final PipelineState state = state();

  static PipelineState state() {
    return new PipelineState(1, ORDERS, Optional.empty(), new long[Counter.ALL.length]);
  }

  @Test
  void jobs_are_taken_in_the_order_of_their_arrival_and_released_ones_first() {
    state.offer(job(1, "{}"));
    state.offer(job(2, "{}"));
    state.holdFirst(job(7, "{}"));
    state.forget(1);
    state.forget(1);

    assertThat(state.hasReady()).isTrue();
    assertThat(state.poll()).map(ReadyJob::sequence).contains(7L);
    assertThat(state.poll()).map(ReadyJob::sequence).contains(2L);
    assertThat(state.poll()).isEmpty();
    assertThat(state.hasReady()).isFalse();
  }

  @Test
  void a_job_that_arrives_while_older_ones_are_unloaded_is_unloaded_too() {
    state.hasUnloadedJobs = true;
    state.offer(job(1, "{}"));

    assertThat(state.hasReady()).isFalse();
  }

  @Test
  void the_number_of_jobs_in_memory_is_limited() {
    for (int i = 1; i <= ROOM; i++) state.offer(job(i, "{}"));
    assertThat(state.hasUnloadedJobs).isFalse();
    assertThat(state.hasRoom()).isFalse();

    state.offer(job(ROOM + 1, "{}"));

    assertThat(state.hasUnloadedJobs).isTrue();
    for (int i = 1; i <= ROOM; i++) assertThat(state.poll()).isPresent();
    assertThat(state.poll()).isEmpty();
  }

  @Test
  void the_size_of_the_jobs_in_memory_is_limited() {
    state.hold(job(1, "x".repeat(CHARACTERS - 1)));
    assertThat(state.hasRoom()).isTrue();
    state.hold(job(2, "x"));
    assertThat(state.hasRoom()).isFalse();

    state.hold(job(2, "x"));
    state.forget(2);
    assertThat(state.hasRoom()).isTrue();

    state.holdFirst(job(3, "x"));
    assertThat(state.hasRoom()).isFalse();
    assertThat(state.poll()).map(ReadyJob::sequence).contains(3L);
    assertThat(state.hasRoom()).isTrue();
  }

  @Test
  void rejections_are_collected_once_and_count_as_received() {
    assertThat(state.takeRejected()).isFalse();
    state.reject(Rejection.INVALID, 2);
    state.reject(Rejection.RATE, 3);

    assertThat(state.takeRejected()).isTrue();
    assertThat(state.takeRejected()).isFalse();

    assertThat(state.count(Counter.RECEIVED)).isEqualTo(5);
    assertThat(state.count(Counter.of(Rejection.RATE))).isEqualTo(3);
  }

  @Test
  void counters_are_shown_from_the_last_transaction() {
    state.add(Counter.ACCEPTED, 4);
    state.raise(Counter.LAST, 9);
    state.raise(Counter.LAST, 8);
    assertThat(state.isChanged(Counter.ACCEPTED)).isTrue();
    assertThat(state.isChanged(Counter.RETRIED)).isFalse();
    assertThat(state.counters().accepted()).isZero();

    state.publish();

    assertThat(state.isChanged(Counter.ACCEPTED)).isFalse();
    assertThat(state.counters().accepted()).isEqualTo(4);
    assertThat(state.last()).isEqualTo(9);
  }

  @Test
  void there_is_work_if_a_job_is_ready_unloaded_or_due_or_a_lease_expires() {
    assertThat(state.hasWork(100)).isFalse();
    state.nextDue = 100;
    assertThat(state.hasWork(99)).isFalse();
    assertThat(state.hasWork(100)).isTrue();
    state.nextDue = PipelineState.NEVER;
    state.nextExpiry = 100;
    assertThat(state.hasWork(99)).isFalse();
    assertThat(state.hasWork(100)).isTrue();
    state.nextExpiry = PipelineState.NEVER;

    state.hold(job(1, "{}"));
    assertThat(state.hasWork(100)).isFalse();
    state.publish();
    assertThat(state.hasWork(100)).isTrue();
    assertThat(state.poll()).isPresent();
    state.publish();
    assertThat(state.hasWork(100)).isFalse();
    state.hasUnloadedJobs = true;
    state.publish();
    assertThat(state.hasWork(100)).isTrue();
  }

  @Test
  void a_closed_pipeline_wakes_its_workers() {
    state.close();

    assertThat(state.hasWork(0)).isTrue();
  }

  @Test
  void a_lease_ends_once_by_its_expiry_or_its_outcome() {
    Lease expired = lease(5, 1_000);
    assertThat(expired.deadline()).isEqualTo(1_000);
    assertThat(expired.expire(999)).isFalse();
    assertThat(expired.extend(1_200)).isTrue();
    assertThat(expired.expire(1_199)).isFalse();
    assertThat(expired.expire(1_200)).isTrue();
    assertThat(expired.expire(1_200)).isFalse();
    assertThat(expired.end()).isFalse();
    assertThat(expired.extend(1_300)).isFalse();
    assertThat(expired.deadline()).isEqualTo(1_200);

    Lease ended = lease(6, 1_000);
    assertThat(ended.end()).isTrue();
    assertThat(ended.end()).isFalse();
    assertThat(ended.expire(2_000)).isFalse();
  }

  @Test
  void a_receipt_names_the_job_and_the_lease() {
    Lease lease = lease(5, 0);

    assertThat(lease.receipt().value()).isEqualTo(lease.ready.sequence() + ".5");
    assertThat(lease.hasToken(5)).isTrue();
    assertThat(lease.hasToken(6)).isFalse();
  }

  @Test
  void an_attempt_has_the_next_number_and_does_not_begin_before_the_last_change() {
    ReadyJob fresh = ReadyJob.fresh(job(9, "{}").job(), ReadyJob.NONE);
    var retried = new ReadyJob(fresh.job(), ReadyJob.NONE, 1, 2, 6, 100, 700);

    assertThat(fresh.isPending()).isTrue();
    assertThat(retried.isPending()).isFalse();
    assertThat(retried.next(800)).isEqualTo(new Attempt(1, 3, Instant.ofEpochMilli(800)));
    assertThat(retried.next(600)).isEqualTo(new Attempt(1, 3, Instant.ofEpochMilli(700)));
  }

  @Test
  void a_position_is_behind_if_jobs_or_changes_are_missing() {
    var position = new StorePosition(3, 7);

    assertThat(position.isBehind(position)).isFalse();
    assertThat(position.isBehind(new StorePosition(4, 7))).isTrue();
    assertThat(position.isBehind(new StorePosition(3, 8))).isTrue();
    assertThat(position.isBehind(new StorePosition(2, 6))).isFalse();
  }

  private Lease lease(long token, long begunAt) {
    ReadyJob ready = job(1, "{}");
    return new Lease(state, ready, ready.next(begunAt), token, begunAt);
  }

  private static ReadyJob job(long sequence, String payload) {
    JobId id = JobId.of(sequence, 7);
    return new ReadyJob(
        new Job(id, ORDERS, payload, Trace.of(id)), ReadyJob.NONE, 0, 0, 0, ReadyJob.PENDING, 0);
  }
}
