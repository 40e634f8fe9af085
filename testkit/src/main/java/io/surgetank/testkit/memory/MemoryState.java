package io.surgetank.testkit.memory;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.State;
import io.surgetank.core.job.Status;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.pipeline.Retention;
import io.surgetank.core.store.KeyedBatch;
import io.surgetank.core.store.OperatorAction;
import io.surgetank.core.store.TrustedClock;
import io.surgetank.core.work.Outcome;
import io.surgetank.core.work.RetryDecision;
import io.surgetank.testkit.backend.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The engine's state, behind one lock. Every method except [#locked] requires the lock.
final class MemoryState {
  final NavigableMap<JobId, StoredJob> storedJobs = new TreeMap<>();
  final Map<JobKey, StoredJob> named = new HashMap<>();

  /// The fingerprints of batches; entries without remaining jobs are ignored.
  final Map<JobKey, String> batches = new HashMap<>();

  final List<OperatorAction> operatorActions = new ArrayList<>();
  Consumer<Event> listener;

  /// Protects every field of this state and its jobs.
  final ReentrantLock lock = new ReentrantLock();

  final Condition changed = lock.newCondition();
  private final Map<PipelineName, MemoryCounters> counts = new HashMap<>();
  private final Pipelines pipelines;
  private final TestClock clock;
  private final TrustedClock trusted;

  MemoryState(Pipelines pipelines, TestClock clock, Consumer<Event> listener) {
    this.pipelines = pipelines;
    this.clock = clock;
    this.trusted = TrustedClock.beginning(clock.millis(), clock.steady().toEpochMilli());
    this.listener = listener;
    clear();
  }

  /// Removes everything.
  void clear() {
    storedJobs.clear();
    named.clear();
    batches.clear();
    operatorActions.clear();
    pipelines.all().forEach(pipeline -> counts.put(pipeline.name(), new MemoryCounters()));
  }

  <T> T locked(Supplier<T> step) {
    lock.lock();
    try {
      T answer = step.get();
      changed.signalAll();
      return answer;
    } finally {
      lock.unlock();
    }
  }

  /// Monotonic time, for durations.
  Instant now() {
    return clock.steady();
  }

  /// Wall-clock time, for records.
  Instant moment() {
    return clock.instant();
  }

  /// The same, but not before an earlier time of the same job.
  private Instant momentFrom(Instant earliest) {
    return moment().isBefore(earliest) ? earliest : moment();
  }

  /// The start time of an attempt of this job that starts now.
  Instant beginning(StoredJob storedJob) {
    Instant accepted = storedJob.job().acceptedAt();
    return momentFrom(
        storedJob.attempts.isEmpty() ? accepted : storedJob.attempts.getLast().endedAt());
  }

  /// As wall-clock time.
  JobRecord record(StoredJob storedJob) {
    JobRecord record = storedJob.record();
    if (!(record.state() instanceof State.Retrying(var dueAt))) return record;
    Instant shown = dueAt.plus(Duration.between(now(), moment()));
    return new JobRecord(
        record.job(), new State.Retrying(shown), record.attempts(), record.redrives());
  }

  void emit(Event event) {
    listener.accept(event);
  }

  /// Adds an entry to the audit log.
  void keep(OperatorAction entry) {
    operatorActions.add(entry);
    emit(new Event.OperatorActed(entry));
  }

  Pipeline pipeline(PipelineName name) {
    return pipelines
        .named(name)
        .orElseThrow(() -> new IllegalArgumentException("no such pipeline: " + name));
  }

  MemoryCounters counts(PipelineName name) {
    MemoryCounters found = counts.get(name);
    if (found == null) throw new IllegalArgumentException("no such pipeline: " + name);
    return found;
  }

  long unfinished(PipelineName name) {
    return storedJobs.values().stream()
        .filter(storedJob -> storedJob.job().pipeline().equals(name) && !storedJob.status().isEnd())
        .count();
  }

  Map<PipelineName, PipelineCounters> counters() {
    var counters = new HashMap<PipelineName, PipelineCounters>();
    counts.forEach((name, count) -> counters.put(name, count.counters(unfinished(name))));
    return counters;
  }

  void remove(StoredJob storedJob) {
    storedJobs.remove(storedJob.job().id());
    if (storedJob.status() == Status.DEAD)
      counts(storedJob.job().pipeline()).add(MemoryCounters.Count.REMOVED_DEAD);
    named.values().removeIf(other -> other == storedJob);
    batches.keySet().removeIf(key -> !isBatch(key));
  }

  long keysOf(StoredJob storedJob) {
    return named.values().stream().filter(other -> other == storedJob).count();
  }

  boolean isBatch(JobKey key) {
    return batches.containsKey(key)
        && named.keySet().stream()
            .anyMatch(
                other -> other.kind() == JobKey.Kind.BATCH_ELEMENT && other.batch().equals(key));
  }

  /// Whether the batch's key is taken.
  boolean isTakenFromBatch(KeyedBatch keyedBatch) {
    return named.containsKey(keyedBatch.key())
        || (isBatch(keyedBatch.key())
            && !keyedBatch.fingerprint().equals(batches.get(keyedBatch.key())));
  }

  /// Whether a job with this job's ordering key is running or due.
  boolean isTaken(StoredJob storedJob) {
    return storedJobs.values().stream()
        .anyMatch(
            other -> storedJob.isOrderedWith(other) && !other.held && !other.status().isEnd());
  }

  /// Makes the oldest blocked job with this ordering key available, unless another is available.
  void advance(StoredJob storedJob) {
    if (isTaken(storedJob)) return;
    storedJobs.values().stream()
        .filter(other -> storedJob.isOrderedWith(other) && other.held)
        .findFirst()
        .ifPresent(next -> next.held = false);
  }

  /// Ends the running attempt and applies the outcome.
  void conclude(StoredJob storedJob, Outcome outcome, FinishedAttempt.End end) {
    var attempt = ((State.Processing) storedJob.state).attempt();
    var job = storedJob.job();
    MemoryCounters count = counts(job.pipeline());
    Instant ended = momentFrom(attempt.startedAt());
    switch (outcome) {
      case Outcome.Processed(var result) -> {
        storedJob.attempts.add(new FinishedAttempt(attempt, ended, end, ""));
        storedJob.state = new State.Processed(result, ended);
        count.add(MemoryCounters.Count.PROCESSED);
        advance(storedJob);
        emit(new Event.Processed(job, attempt, Duration.between(storedJob.begunAt, now())));
      }
      case Outcome.Retry(var after, var failure, var stackTrace) -> {
        storedJob.attempts.add(new FinishedAttempt(attempt, ended, end, failure, stackTrace));
        storedJob.dueAt = now().plus(after);
        storedJob.state = new State.Retrying(storedJob.dueAt);
        count.add(MemoryCounters.Count.RETRIED);
        if (end != FinishedAttempt.End.ABANDONED)
          emit(new Event.Retried(job, attempt, after, failure, stackTrace));
      }
      case Outcome.Dead(var failure, var stackTrace) -> {
        storedJob.attempts.add(new FinishedAttempt(attempt, ended, end, failure, stackTrace));
        storedJob.state = new State.Dead(failure, ended);
        count.add(MemoryCounters.Count.DEAD_LETTERED);
        advance(storedJob);
        emit(new Event.DeadLettered(job, attempt, failure, stackTrace));
      }
    }
  }

  void abandon(StoredJob storedJob, String why) {
    var job = storedJob.job();
    var attempt = ((State.Processing) storedJob.state).attempt();
    emit(new Event.Abandoned(job, attempt, why));
    Outcome outcome =
        RetryDecision.afterAbandonment(pipeline(job.pipeline()).retry(), attempt.number(), why);
    conclude(storedJob, outcome, FinishedAttempt.End.ABANDONED);
  }

  void abandonWhatIsLost() {
    Instant now = now();
    for (StoredJob storedJob : List.copyOf(storedJobs.values()))
      if (storedJob.isLost(now)) abandon(storedJob, RetryDecision.LEASE_RAN_OUT);
  }

  void removeWhatIsOver() {
    trusted.observe(moment().toEpochMilli(), clock.steady().toEpochMilli());
    trusted.now().ifPresent(now -> removeWhatIsOver(Instant.ofEpochMilli(now)));
  }

  private void removeWhatIsOver(Instant now) {
    var removed = new TreeMap<PipelineName, Long>();
    for (StoredJob storedJob : List.copyOf(storedJobs.values())) {
      Duration kept = kept(storedJob);
      if (storedJob.endedAt().filter(endedAt -> !endedAt.plus(kept).isAfter(now)).isEmpty())
        continue;
      remove(storedJob);
      removed.merge(storedJob.job().pipeline(), 1L, Long::sum);
    }
    removed.forEach((name, records) -> emit(new Event.Expired(name, records)));
    operatorActions.removeIf(entry -> !entry.at().plus(pipelines.auditLog()).isAfter(now));
  }

  private Duration kept(StoredJob storedJob) {
    Retention retention = pipeline(storedJob.job().pipeline()).retention();
    return storedJob.status() == Status.DEAD ? retention.deadLetters() : retention.records();
  }
}
