package io.surgetank.testkit.contract;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.job.Trace;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.DeliveryQueue;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.store.DeadLetters;
import io.surgetank.core.store.JobStore;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.Backend;
import io.surgetank.testkit.backend.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;

/// A backend with helpers for jobs and time. After each step it checks that the ledger balances.
public final class BackendHarness {
  private static final String PAYLOAD =
      "{\"productId\":\"TEST\",\"quantity\":1,\"unitPrice\":100.00}";

  private final Backend backend;
  private final TestClock clock;
  private final JobIds ids;

  BackendHarness(Backend backend, TestClock clock) {
    this(backend, clock, new JobIds(clock, new Random(42)));
  }

  private BackendHarness(Backend backend, TestClock clock, JobIds ids) {
    this.backend = backend;
    this.clock = clock;
    this.ids = ids;
  }

  /// The same harness with another backend and the same clock.
  BackendHarness with(Backend another) {
    return new BackendHarness(another, clock, ids);
  }

  Backend backend() {
    return backend;
  }

  public JobStore jobs() {
    return backend.jobs();
  }

  public DeliveryQueue queue() {
    return backend.queue();
  }

  public DeadLetters deadLetters() {
    return backend.deadLetters();
  }

  public Ledger ledger() {
    return backend.ledger();
  }

  public List<Event> events() {
    return backend.events();
  }

  public Instant now() {
    return clock.instant();
  }

  /// Advances time and runs the backend's background work.
  public void pass(Duration time) {
    clock.pass(time);
    backend.catchUp();
    checkBalance();
  }

  /// Sets the wall clock, while no time passes.
  public void jump(Duration by) {
    clock.jump(by);
    backend.catchUp();
    checkBalance();
  }

  /// Advances time only: the next lease is the first to observe it.
  public void passUnattended(Duration time) {
    clock.pass(time);
  }

  /// A job that has not been put.
  public Job job(PipelineName pipeline, String payload) {
    JobId id = ids.next();
    return new Job(id, pipeline, payload, Trace.of(id));
  }

  public Job job() {
    return job(ORDERS, PAYLOAD);
  }

  public Submission keyed(String fingerprint, JobKey... keys) {
    return Submission.withKeys(job(), List.of(keys), fingerprint);
  }

  public PutResult put(Submission submission) {
    List<PutResult> results = jobs().put(List.of(submission));
    checkBalance();
    assertThat(results).hasSize(1);
    return results.getFirst();
  }

  /// Puts the job, which must be stored.
  public Job put(Job job) {
    assertThat(put(Submission.withoutKeys(job))).isEqualTo(new PutResult.Stored(job));
    return job;
  }

  public Job put() {
    return put(job());
  }

  public List<Job> put(int howMany) {
    var put = new ArrayList<Job>();
    for (int i = 0; i < howMany; i++) put.add(put());
    return put;
  }

  /// Leases up to `max` due jobs, repeatedly until none comes: a queue may return fewer than it
  /// has.
  public List<Delivery> lease(PipelineName pipeline, int max) {
    var leased = new ArrayList<Delivery>();
    while (leased.size() < max) {
      List<Delivery> more = leaseOnce(pipeline, max - leased.size());
      if (more.isEmpty()) break;
      leased.addAll(more);
    }
    checkBalance();
    return leased;
  }

  /// The only due delivery.
  public Delivery lease() {
    List<Delivery> leased = lease(ORDERS, 1);
    assertThat(leased).as("a delivery is due").hasSize(1);
    return leased.getFirst();
  }

  public void nothingIsDue() {
    assertThat(lease(ORDERS, 10)).as("deliveries that are due").isEmpty();
  }

  public SettleResult settle(Delivery delivery, Outcome outcome) {
    SettleResult settleResult = queue().settle(delivery.receipt(), outcome);
    checkBalance();
    return settleResult;
  }

  /// Puts a job and settles it with this outcome.
  public Job settled(Outcome outcome) {
    Job job = put();
    Delivery delivery = lease();
    assertThat(delivery.job()).isEqualTo(job);
    assertThat(settle(delivery, outcome)).isEqualTo(SettleResult.SETTLED);
    return job;
  }

  public Job processed() {
    return settled(new Outcome.Processed("{\"total\":100.00}"));
  }

  public Job dead(String failure) {
    return settled(new Outcome.Dead(failure));
  }

  public JobRecord record(JobId id) {
    return jobs().find(id).orElseThrow(() -> new AssertionError("no record of " + id));
  }

  public Status status(Job job) {
    return record(job.id()).status();
  }

  public PipelineCounters counters() {
    return counters(ORDERS);
  }

  public PipelineCounters counters(PipelineName pipeline) {
    PipelineCounters pipelineCounters = ledger().counters().get(pipeline);
    assertThat(pipelineCounters).as("the counters of " + pipeline).isNotNull();
    return java.util.Objects.requireNonNull(pipelineCounters);
  }

  /// A reason that never occurred may be missing or be zero; here it is missing.
  static PipelineCounters withoutZeros(PipelineCounters pipelineCounters) {
    var rejected = new HashMap<>(pipelineCounters.rejected());
    rejected.values().removeIf(count -> count == 0);
    return new PipelineCounters(
        pipelineCounters.received(),
        pipelineCounters.accepted(),
        pipelineCounters.replayed(),
        rejected,
        pipelineCounters.started(),
        pipelineCounters.retried(),
        pipelineCounters.processed(),
        pipelineCounters.deadLettered(),
        pipelineCounters.redriven(),
        pipelineCounters.cancelled(),
        pipelineCounters.unfinished(),
        pipelineCounters.removedDead(),
        pipelineCounters.movedIn(),
        pipelineCounters.movedOut());
  }

  private List<Delivery> leaseOnce(PipelineName pipeline, int max) {
    try {
      return queue().lease(pipeline, max, Duration.ZERO);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", stopped);
    }
  }

  private void checkBalance() {
    ledger()
        .counters()
        .forEach((pipeline, pipelineCounters) ->
            assertThat(pipelineCounters.balances())
                .as(pipeline + " balances: " + pipelineCounters)
                .isTrue());
  }
}
