package io.surgetank.proof.simulation;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.work.RetryDecision;
import io.surgetank.testkit.backend.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Follows every job by the events of the engine, and checks each change of state.
///
/// Nothing runs between a commit and its events, so the events are complete, also when the process
/// dies.
final class JobObserver {
  /// A later job was accepted with the key of an earlier one.
  record SharedKey(ObservedJob earlier, ObservedJob later) {}

  /// Times are stored in milliseconds.
  private static final long ROUNDING_NANOS = Duration.ofMillis(1).toNanos();

  private final TestClock clock;
  private final SimulationTrace trace;
  private final Violations violations;
  private final Map<JobId, ObservedJob> jobs = new LinkedHashMap<>();
  private final Map<String, ObservedJob> byKey = new LinkedHashMap<>();
  private final Set<PipelineName> expired = new LinkedHashSet<>();
  private final List<SharedKey> sharedKeys = new ArrayList<>();
  private final StartRates rates = new StartRates();
  private final LedgerHistory ledger = new LedgerHistory();
  private long redrivesSent;
  private long redrivesFinished;
  private long changes;

  /// Whether the wall clock was set since the store was opened: a restart may then end waits early.
  private boolean clockSet;

  JobObserver(TestClock clock, SimulationTrace trace, Violations violations) {
    this.clock = clock;
    this.trace = trace;
    this.violations = violations;
  }

  List<ObservedJob> all() {
    return List.copyOf(jobs.values());
  }

  Optional<ObservedJob> find(JobId id) {
    return Optional.ofNullable(jobs.get(id));
  }

  /// The job whose record has this key.
  Optional<ObservedJob> withKey(String scope) {
    return Optional.ofNullable(byKey.get(scope)).filter(job -> !job.removed);
  }

  /// Increases with every event.
  long changes() {
    return changes;
  }

  void redriveSent() {
    redrivesSent++;
  }

  void redriveFinished() {
    redrivesFinished++;
  }

  /// The counted events.
  LedgerHistory ledger() {
    return ledger;
  }

  /// Whether a redrive may have reached this dead letter.
  boolean mayBeRedriven(ObservedJob job) {
    return job.status == Status.DEAD && redrivesSent > job.redrivesBeforeDeath;
  }

  void clockSet() {
    clockSet = true;
  }

  /// A restart measures waits by the wall clock again.
  void restarted() {
    redrivesFinished = redrivesSent;
    if (clockSet) for (ObservedJob job : jobs.values()) job.dueNanos = 0;
    clockSet = false;
  }

  /// The jobs accepted since the last call with the key of an earlier one. They are correct if the
  /// record of the earlier one was removed, which can be in the same transaction.
  List<SharedKey> takeSharedKeys() {
    List<SharedKey> taken = List.copyOf(sharedKeys);
    sharedKeys.clear();
    return taken;
  }

  /// The pipelines of which records were removed since the last call.
  Set<PipelineName> takeExpired() {
    Set<PipelineName> taken = Set.copyOf(expired);
    expired.clear();
    return taken;
  }

  void observe(Event event) {
    changes++;
    trace.add(clock.nanoTime(), "event", EventFormat.text(event));
    ledger.observe(event);
    switch (event) {
      case Event.Accepted(var job) -> accepted(job);
      case Event.Started(var job, var attempt) -> started(job, attempt);
      case Event.Processed(var job, var attempt, _) -> processed(job, attempt);
      case Event.Retried(var job, var attempt, var delay, var failure, _) ->
          retried(job, attempt, delay, failure);
      case Event.DeadLettered(var job, var attempt, var failure, _) -> died(job, attempt, failure);
      case Event.Abandoned(var job, var attempt, var failure) -> abandoned(job, attempt, failure);
      case Event.Released(var job, var attempt) -> released(job, attempt);
      case Event.Cancelled(_, var id) -> cancelled(id);
      case Event.Moved(var from, var to, var id) -> moved(id, from, to);
      case Event.Expired(var pipeline, _) -> expired.add(pipeline);
      case Event.StoreFailed(var failure) -> violations.add("the store failed: %s", failure);
      case Event.OperatorActed _,
          Event.Replayed _,
          Event.Rejected _,
          Event.Opened _,
          Event.StoreDegraded _,
          Event.StoreRestored _ -> {}
    }
  }

  private void accepted(Job job) {
    var fresh = new ObservedJob(job.id(), job.pipeline(), Payload.parse(job.payload()));
    violations.check(!jobs.containsKey(job.id()), "%s was accepted twice", job.id());
    withKey(fresh.scope).ifPresent(other -> sharedKeys.add(new SharedKey(other, fresh)));
    jobs.put(job.id(), fresh);
    byKey.put(fresh.scope, fresh);
  }

  private void started(Job from, Attempt attempt) {
    ObservedJob job = known(from.id());
    violations.check(!job.isRunning(), "%s started while an attempt was leased", job);
    if (mayBeRedriven(job)) redriven(job);
    violations.check(!job.isEnded(), "%s started after its end", job);
    violations.check(
        attempt.round() == job.round && attempt.number() == job.number + 1,
        "%s started as round %d, attempt %d",
        job,
        attempt.round(),
        attempt.number());
    Pipeline pipeline = pipeline(job);
    violations.check(
        attempt.number() <= pipeline.retry().attempts(), "%s started once too often", job);
    violations.check(
        job.status != Status.RETRYING || clock.nanoTime() >= job.dueNanos - ROUNDING_NANOS,
        "%s was retried %d ms early",
        job,
        (job.dueNanos - clock.nanoTime()) / 1_000_000);
    KeyOrder.check(job, jobs.values(), violations);
    rates.check(pipeline, clock.nanoTime(), violations);
    job.running = Optional.of(attempt);
    job.startedNanos = clock.nanoTime();
    job.number = attempt.number();
    job.status = Status.PROCESSING;
  }

  private static void redriven(ObservedJob job) {
    job.status = Status.PENDING;
    job.round++;
    job.number = 0;
    job.reordered = true;
  }

  private ObservedJob finished(Job from, Attempt attempt) {
    ObservedJob job = known(from.id());
    violations.check(
        job.running.equals(Optional.of(attempt)), "%s: %s ended but was not running", job, attempt);
    job.running = Optional.empty();
    job.abandoned = Optional.empty();
    job.attempts++;
    return job;
  }

  private void processed(Job from, Attempt attempt) {
    finished(from, attempt).end(Status.PROCESSED, clock.nanoTime());
  }

  private void retried(Job from, Attempt attempt, Duration delay, String failure) {
    ObservedJob job = finished(from, attempt);
    violations.check(
        failure.equals(SimulatedHandlers.ASKED_TO_WAIT)
            || delay.compareTo(pipeline(job).retry().cap()) <= 0,
        "%s waits %s for its retry, longer than its policy's cap",
        job,
        delay);
    job.status = Status.RETRYING;
    job.dueNanos = clock.nanoTime() + delay.toNanos();
  }

  private void abandoned(Job from, Attempt attempt, String failure) {
    ObservedJob job = finished(from, attempt);
    violations.check(
        !failure.equals(RetryDecision.LEASE_RAN_OUT)
            || clock.nanoTime() - job.startedNanos
                >= SimulatedPipelines.LEASE.toNanos() - ROUNDING_NANOS,
        "the lease of %s expired early",
        job);
    job.abandoned = Optional.of(attempt);
    job.status = Status.RETRYING;
    job.dueNanos = clock.nanoTime();
  }

  private void died(Job from, Attempt attempt, String failure) {
    ObservedJob job = known(from.id());
    if (!job.abandoned.equals(Optional.of(attempt))) finished(from, attempt);
    violations.check(
        attempt.number() == pipeline(job).retry().attempts()
            || failure.startsWith(SimulatedHandlers.FINAL)
            || failure.startsWith("the handler's result"),
        "%s died after attempt %d: %s",
        job,
        attempt.number(),
        failure);
    job.end(Status.DEAD, clock.nanoTime());
    job.redrivesBeforeDeath = redrivesFinished;
  }

  private void released(Job from, Attempt attempt) {
    ObservedJob job = finished(from, attempt);
    job.attempts--;
    job.number--;
    job.status = job.number == 0 ? Status.PENDING : Status.RETRYING;
    job.dueNanos = 0;
  }

  private void cancelled(JobId id) {
    ObservedJob job = known(id);
    if (mayBeRedriven(job)) redriven(job);
    violations.check(
        !job.isRunning() && !job.isEnded(), "%s was cancelled but was not waiting", job);
    job.end(Status.CANCELLED, clock.nanoTime());
  }

  private void moved(JobId id, PipelineName from, PipelineName to) {
    ObservedJob job = known(id);
    if (mayBeRedriven(job)) redriven(job);
    violations.check(!job.isRunning() && !job.isEnded(), "%s was moved but was not waiting", job);
    violations.check(job.pipeline.equals(from), "%s was moved from %s", job, from);
    if (job.number > 0) job.round++;
    job.number = 0;
    job.status = Status.PENDING;
    job.pipeline = to;
    job.reordered = true;
  }

  private ObservedJob known(JobId id) {
    ObservedJob job = jobs.get(id);
    if (job != null) return job;
    throw new IllegalStateException("an event is about the unknown job " + id);
  }

  private static Pipeline pipeline(ObservedJob job) {
    return SimulatedPipelines.ALL.named(job.pipeline).orElseThrow();
  }
}
