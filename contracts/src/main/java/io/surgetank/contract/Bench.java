package io.surgetank.contract;

import static io.surgetank.contract.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.backend.Backend;
import io.surgetank.backend.Clockwork;
import io.surgetank.event.Event;
import io.surgetank.job.Job;
import io.surgetank.job.JobId;
import io.surgetank.job.JobIds;
import io.surgetank.job.JobKey;
import io.surgetank.job.JobRecord;
import io.surgetank.job.PipelineName;
import io.surgetank.job.Status;
import io.surgetank.job.Trace;
import io.surgetank.ledger.Ledger;
import io.surgetank.ledger.Tally;
import io.surgetank.queue.Delivery;
import io.surgetank.queue.DeliveryQueue;
import io.surgetank.queue.Settlement;
import io.surgetank.store.DeadLetters;
import io.surgetank.store.JobStore;
import io.surgetank.store.Placement;
import io.surgetank.store.Submission;
import io.surgetank.work.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;

/// A backend with jobs to put on it and a clock to turn. Each step taken through it checks that the
/// ledger balances after it.
public final class Bench {
  private static final String PAYLOAD =
      "{\"productId\":\"TEST\",\"quantity\":1,\"unitPrice\":100.00}";

  private final Backend backend;
  private final Clockwork clock;
  private final JobIds ids;

  Bench(Backend backend, Clockwork clock) {
    this(backend, clock, new JobIds(clock, new Random(42)));
  }

  private Bench(Backend backend, Clockwork clock, JobIds ids) {
    this.backend = backend;
    this.clock = clock;
    this.ids = ids;
  }

  /// The same bench with another backend on it, under the same clock.
  Bench with(Backend another) {
    return new Bench(another, clock, ids);
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

  /// Moves time on and lets the backend do what is due by then.
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

  /// Moves time on and nothing else: whoever leases now is the first to look.
  public void passUnattended(Duration time) {
    clock.pass(time);
  }

  /// A job that is not put yet.
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

  public Placement put(Submission submission) {
    List<Placement> placements = jobs().put(List.of(submission));
    checkBalance();
    assertThat(placements).hasSize(1);
    return placements.getFirst();
  }

  /// Puts the job, which is certain to be stored.
  public Job put(Job job) {
    assertThat(put(Submission.withoutKeys(job))).isEqualTo(new Placement.Stored(job));
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

  /// Leases up to `max` that are due, asking until nothing more comes: a queue may hand out less
  /// than it has.
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

  /// The one delivery that is due.
  public Delivery lease() {
    List<Delivery> leased = lease(ORDERS, 1);
    assertThat(leased).as("a delivery is due").hasSize(1);
    return leased.getFirst();
  }

  public void nothingIsDue() {
    assertThat(lease(ORDERS, 10)).as("deliveries that are due").isEmpty();
  }

  public Settlement settle(Delivery delivery, Outcome outcome) {
    Settlement settlement = queue().settle(delivery.receipt(), outcome);
    checkBalance();
    return settlement;
  }

  /// Puts a job and works it to this end.
  public Job worked(Outcome outcome) {
    Job job = put();
    Delivery delivery = lease();
    assertThat(delivery.job()).isEqualTo(job);
    assertThat(settle(delivery, outcome)).isEqualTo(Settlement.SETTLED);
    return job;
  }

  public Job processed() {
    return worked(new Outcome.Processed("{\"total\":100.00}"));
  }

  public Job dead(String failure) {
    return worked(new Outcome.Dead(failure));
  }

  public JobRecord record(JobId id) {
    return jobs().find(id).orElseThrow(() -> new AssertionError("no record of " + id));
  }

  public Status status(Job job) {
    return record(job.id()).status();
  }

  public Tally tally() {
    return tally(ORDERS);
  }

  public Tally tally(PipelineName pipeline) {
    Tally tally = ledger().tallies().get(pipeline);
    assertThat(tally).as("the tally of " + pipeline).isNotNull();
    return java.util.Objects.requireNonNull(tally);
  }

  /// A reason that never occurred may be missing or be zero; here it is missing.
  static Tally withoutZeros(Tally tally) {
    var rejected = new HashMap<>(tally.rejected());
    rejected.values().removeIf(count -> count == 0);
    return new Tally(
        tally.received(),
        tally.accepted(),
        tally.replayed(),
        rejected,
        tally.started(),
        tally.retried(),
        tally.processed(),
        tally.died(),
        tally.redriven(),
        tally.cancelled(),
        tally.waiting(),
        tally.removedDead());
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
        .tallies()
        .forEach((pipeline, tally) ->
            assertThat(tally.balances()).as(pipeline + " balances: " + tally).isTrue());
  }
}
