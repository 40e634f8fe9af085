package io.surgetank.core.api;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.Owner;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.State;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.ledger.VerificationReport;
import io.surgetank.core.ledger.VerificationRunningException;
import io.surgetank.core.store.AsyncJobStore;
import io.surgetank.core.store.CancelResult;
import io.surgetank.core.store.DamagedRecordException;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.DeadLetterSummary;
import io.surgetank.core.store.DeadLetters;
import io.surgetank.core.store.FailureCounts;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.KeyedBatch;
import io.surgetank.core.store.Move;
import io.surgetank.core.store.MoveResult;
import io.surgetank.core.store.OperatorAction;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.StoreBusyException;
import io.surgetank.core.store.Submission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// The ports in memory, as far as the API's tests need them. Tests change jobs directly.
final class FakeStore implements AsyncJobStore, DeadLetters, Ledger {
  final TreeMap<JobId, JobRecord> records = new TreeMap<>();
  private final Map<JobKey, JobId> keys = new HashMap<>();
  private final Map<JobKey, String> batches = new HashMap<>();
  private final Map<JobId, String> fingerprints = new HashMap<>();
  final Map<PipelineName, Map<Rejection, Long>> rejections = new HashMap<>();
  private final Map<PipelineName, long[]> counts = new HashMap<>();
  final List<OperatorAction> actions = new ArrayList<>();
  final List<Duration> waits = new ArrayList<>();

  /// Where an operator moves a job while a client waits for its end.
  Optional<PipelineName> movedWhileAwaited = Optional.empty();

  Optional<String> noMoves = Optional.empty();
  boolean broken;
  boolean busy;
  boolean isVerifying;
  boolean full;
  boolean damaged;

  /// Asynchronous submissions are stored when it completes.
  CompletableFuture<Boolean> disk = CompletableFuture.completedFuture(true);

  @Override
  public synchronized List<PutResult> put(List<Submission> submissions) {
    if (busy) throw new StoreBusyException("another process holds the lock");
    if (broken) throw new UncheckedIOException("the disk is gone", new IOException("no disk"));
    return submissions.stream().map(this::put).toList();
  }

  @Override
  public CompletableFuture<List<PutResult>> putAsync(List<Submission> submissions) {
    return disk.thenApply(_ -> put(submissions));
  }

  private PutResult put(Submission submission) {
    if (full) return new PutResult.Full(Duration.ofMillis(1500));
    Job job = submission.job();
    for (KeyedBatch keyedBatch : submission.batch().stream().toList())
      if (keys.containsKey(keyedBatch.key())
          || !batches
              .getOrDefault(keyedBatch.key(), keyedBatch.fingerprint())
              .equals(keyedBatch.fingerprint())) return new PutResult.KeyTaken(keyedBatch.key());
    for (JobKey key : submission.keys()) {
      if (batches.containsKey(key)) return new PutResult.KeyTaken(key);
      JobId before = keys.get(key);
      if (before == null) continue;
      if (!submission.fingerprint().equals(fingerprints.get(before)))
        return new PutResult.KeyTaken(key);
      counts(job.pipeline())[1]++;
      submission.keys().forEach(other -> keys.putIfAbsent(other, before));
      submission
          .batch()
          .ifPresent(keyedBatch -> batches.put(keyedBatch.key(), keyedBatch.fingerprint()));
      return new PutResult.Existing(records.get(before));
    }
    records.put(job.id(), new JobRecord(job, new State.Pending(), List.of(), 0));
    fingerprints.put(job.id(), submission.fingerprint());
    submission.keys().forEach(key -> keys.put(key, job.id()));
    submission
        .batch()
        .ifPresent(keyedBatch -> batches.put(keyedBatch.key(), keyedBatch.fingerprint()));
    counts(job.pipeline())[0]++;
    return new PutResult.Stored(job);
  }

  private long[] counts(PipelineName pipeline) {
    return counts.computeIfAbsent(pipeline, _ -> new long[2]);
  }

  @Override
  public synchronized Optional<JobRecord> find(JobId id) {
    if (damaged && records.containsKey(id)) throw new DamagedRecordException(id);
    return Optional.ofNullable(records.get(id));
  }

  @Override
  public synchronized Map<JobKey, JobId> named(Collection<JobKey> some) {
    var named = new HashMap<>(keys);
    named.keySet().retainAll(some);
    return named;
  }

  @Override
  public synchronized List<JobRecord> list(JobQuery query) {
    return records.descendingMap().values().stream()
        .filter(record -> query.pipelines().contains(record.job().pipeline()))
        .filter(record -> query.statuses().contains(record.status()))
        .filter(record -> query.includes(record.job().owner()))
        .filter(record -> !record.job().acceptedAt().isBefore(query.since()))
        .filter(record -> query.before().map(id -> record.id().compareTo(id) < 0).orElse(true))
        .limit(query.limit())
        .toList();
  }

  @Override
  public synchronized CancelResult cancel(JobId id) {
    JobRecord record = records.get(id);
    if (record == null) return new CancelResult.Unknown();
    return switch (record.state()) {
      case State.Pending _, State.Retrying _, State.Cancelled _ ->
          new CancelResult.Cancelled(setState(id, new State.Cancelled(Instant.EPOCH)));
      case State.Processing _, State.Processed _, State.Dead _ -> new CancelResult.TooLate(record);
    };
  }

  /// Gives a job to another owner.
  synchronized void setOwner(JobId id, Owner owner) {
    JobRecord before = records.get(id);
    Job job = before.job();
    var owned = new Job(job.id(), job.pipeline(), job.payload(), job.trace(), owner);
    records.put(id, new JobRecord(owned, before.state(), before.attempts(), before.redrives()));
  }

  /// Moves a job to a state, as a worker would.
  synchronized JobRecord setState(JobId id, State state) {
    JobRecord before = records.get(id);
    var after = new JobRecord(before.job(), state, before.attempts(), before.redrives());
    records.put(id, after);
    return after;
  }

  @Override
  public Optional<JobRecord> awaitEnd(JobId id, Duration atMost) {
    waits.add(atMost);
    movedWhileAwaited.ifPresent(to -> move(id, to));
    setState(id, new State.Processed("{\"total\":100.00}", Instant.EPOCH));
    return find(id);
  }

  @Override
  public synchronized long count(DeadLetterFilter filter) {
    return dead(filter).size();
  }

  @Override
  public Optional<String> noMoves() {
    return noMoves;
  }

  @Override
  public synchronized List<MoveResult> move(List<Move> moves, OperatorAction entry) {
    for (Move move : moves) move(move.id(), move.to());
    var _ = note(entry.reached(moves.size(), OperatorAction.Extent.COMPLETE));
    return java.util.Collections.nCopies(moves.size(), MoveResult.MOVED);
  }

  private synchronized void move(JobId id, PipelineName to) {
    JobRecord before = records.get(id);
    Job job = before.job();
    var moved = new Job(job.id(), to, job.payload(), job.trace(), job.owner());
    records.put(
        id, new JobRecord(moved, new State.Pending(), before.attempts(), before.redrives()));
  }

  @Override
  public synchronized DeadLetterSummary summary(DeadLetterFilter filter) {
    var counts = new FailureCounts();
    for (JobRecord record : dead(filter))
      if (record.state() instanceof State.Dead(var failure, _)) counts.add(failure, 1);
    return counts.summary(OperatorAction.Extent.COMPLETE);
  }

  @Override
  public synchronized List<JobRecord> list(
      DeadLetterFilter filter, Optional<JobId> before, int limit) {
    return dead(filter).stream()
        .filter(record -> before.map(id -> record.id().compareTo(id) < 0).orElse(true))
        .limit(limit)
        .toList();
  }

  private List<JobRecord> dead(DeadLetterFilter filter) {
    return records.descendingMap().values().stream()
        .filter(record ->
            record.state() instanceof State.Dead(var failure, _)
                && failure.contains(filter.failureContains()))
        .filter(record -> filter.ids().isEmpty() || filter.ids().contains(record.id()))
        .filter(record ->
            filter.pipelines().isEmpty() || filter.pipelines().contains(record.job().pipeline()))
        .toList();
  }

  @Override
  public synchronized OperatorAction redrive(DeadLetterFilter filter, String actor) {
    List<JobRecord> dead = dead(filter);
    dead.forEach(record -> setState(record.id(), new State.Pending()));
    return note(
        new OperatorAction(Instant.EPOCH, actor, OperatorAction.Type.REDRIVE, filter, dead.size()));
  }

  @Override
  public synchronized OperatorAction purge(DeadLetterFilter filter, String actor) {
    List<JobRecord> dead = dead(filter);
    dead.forEach(record -> records.remove(record.id()));
    return note(
        new OperatorAction(Instant.EPOCH, actor, OperatorAction.Type.PURGE, filter, dead.size()));
  }

  @Override
  public synchronized void record(OperatorAction entry) {
    if (broken) throw new UncheckedIOException("the disk is gone", new IOException("no disk"));
    var _ = note(entry);
  }

  private OperatorAction note(OperatorAction entry) {
    actions.addFirst(entry);
    return entry;
  }

  @Override
  public List<OperatorAction> operatorActions(int limit) {
    return actions.stream().limit(limit).toList();
  }

  @Override
  public synchronized void rejected(PipelineName pipeline, Rejection why, long submissions) {
    counts(pipeline);
    rejections
        .computeIfAbsent(pipeline, _ -> new EnumMap<>(Rejection.class))
        .merge(why, submissions, Long::sum);
  }

  @Override
  public synchronized Map<PipelineName, PipelineCounters> counters() {
    Map<PipelineName, PipelineCounters> counters = new HashMap<>();
    counts.forEach((name, count) -> {
      Map<Rejection, Long> rejected = rejections.getOrDefault(name, Map.of());
      long received =
          count[0] + count[1] + rejected.values().stream().mapToLong(Long::longValue).sum();
      counters.put(
          name,
          new PipelineCounters(
              received, count[0], count[1], rejected, 0, 0, 0, 0, 0, 0, count[0], 0, 0, 0));
    });
    return counters;
  }

  @Override
  public VerificationReport verify() {
    if (isVerifying) throw new VerificationRunningException();
    return new VerificationReport(records.size(), counters(), 0, List.of());
  }
}
