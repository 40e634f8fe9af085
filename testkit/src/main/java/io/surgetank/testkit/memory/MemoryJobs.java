package io.surgetank.testkit.memory;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.State;
import io.surgetank.core.job.Status;
import io.surgetank.core.store.CancelResult;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.JobStore;
import io.surgetank.core.store.KeyedBatch;
import io.surgetank.core.store.Move;
import io.surgetank.core.store.MoveResult;
import io.surgetank.core.store.OperatorAction;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The records of jobs, in a sorted map.
final class MemoryJobs implements JobStore {
  /// An arbitrary short wait, because workers' progress is unknown here.
  private static final Duration FULL = Duration.ofSeconds(1);

  private final MemoryState memoryState;

  MemoryJobs(MemoryState memoryState) {
    this.memoryState = memoryState;
  }

  @Override
  public List<PutResult> put(List<Submission> submissions) {
    return memoryState.locked(() -> submissions.stream().map(this::place).toList());
  }

  private PutResult place(Submission submission) {
    Optional<KeyedBatch> batch = submission.batch();
    if (batch.isPresent() && memoryState.isTakenFromBatch(batch.get()))
      return new PutResult.KeyTaken(batch.get().key());
    Optional<StoredJob> known = Optional.empty();
    for (JobKey key : submission.keys()) {
      if (memoryState.isBatch(key)) return new PutResult.KeyTaken(key);
      StoredJob named = memoryState.named.get(key);
      if (named == null) continue;
      boolean other = known.isPresent() && known.get() != named;
      if (other || !named.submission.fingerprint().equals(submission.fingerprint()))
        return new PutResult.KeyTaken(key);
      known = Optional.of(named);
    }
    return known.isPresent() ? replay(known.get(), submission) : store(submission);
  }

  private PutResult replay(StoredJob storedJob, Submission submission) {
    List<JobKey> unknown =
        submission.keys().stream().filter(key -> !memoryState.named.containsKey(key)).toList();
    boolean fits = memoryState.keysOf(storedJob) + unknown.size() <= JobKey.MAX_KEYS;
    if (!fits && submission.batch().isEmpty()) return new PutResult.TooManyKeys(unknown.getFirst());
    if (fits) name(storedJob, submission, unknown);
    PipelineName pipeline = submission.job().pipeline();
    memoryState.counts(pipeline).add(MemoryCounters.Count.REPLAYED);
    memoryState.emit(new Event.Replayed(pipeline, storedJob.job().id()));
    return new PutResult.Existing(memoryState.record(storedJob));
  }

  private void name(StoredJob storedJob, Submission submission, List<JobKey> keys) {
    keys.forEach(key -> memoryState.named.put(key, storedJob));
    submission
        .batch()
        .ifPresent(
            keyedBatch -> memoryState.batches.put(keyedBatch.key(), keyedBatch.fingerprint()));
  }

  private PutResult store(Submission submission) {
    Job job = submission.job();
    if (memoryState.unfinished(job.pipeline())
        >= memoryState.pipeline(job.pipeline()).intake().backlog()) return new PutResult.Full(FULL);
    Instant now = memoryState.now();
    var storedJob =
        new StoredJob(submission, job.acceptedAt().isBefore(now) ? job.acceptedAt() : now);
    storedJob.held = memoryState.isTaken(storedJob);
    memoryState.storedJobs.put(job.id(), storedJob);
    name(storedJob, submission, submission.keys());
    memoryState.counts(job.pipeline()).add(MemoryCounters.Count.ACCEPTED);
    memoryState.emit(new Event.Accepted(job));
    return new PutResult.Stored(job);
  }

  @Override
  public Optional<JobRecord> find(JobId id) {
    return memoryState.locked(
        () -> Optional.ofNullable(memoryState.storedJobs.get(id)).map(memoryState::record));
  }

  @Override
  public Map<JobKey, JobId> named(Collection<JobKey> keys) {
    return memoryState.locked(() -> {
      var named = new HashMap<JobKey, JobId>();
      for (JobKey key : keys) {
        StoredJob storedJob = memoryState.named.get(key);
        if (storedJob != null) named.put(key, storedJob.job().id());
      }
      return named;
    });
  }

  @Override
  public List<JobRecord> list(JobQuery query) {
    return memoryState.locked(() ->
        memoryState.storedJobs.descendingMap().values().stream()
            .filter(storedJob -> means(query, storedJob))
            .limit(query.limit())
            .map(memoryState::record)
            .toList());
  }

  private static boolean means(JobQuery query, StoredJob storedJob) {
    Job job = storedJob.job();
    return query.pipelines().contains(job.pipeline())
        && query.statuses().contains(storedJob.status())
        && query.includes(job.owner())
        && !job.acceptedAt().isBefore(query.since())
        && query.before().map(before -> job.id().compareTo(before) < 0).orElse(true);
  }

  @Override
  public CancelResult cancel(JobId id) {
    return memoryState.locked(() -> {
      StoredJob storedJob = memoryState.storedJobs.get(id);
      return storedJob == null ? new CancelResult.Unknown() : cancel(storedJob);
    });
  }

  private CancelResult cancel(StoredJob storedJob) {
    if (storedJob.status() == Status.CANCELLED)
      return new CancelResult.Cancelled(memoryState.record(storedJob));
    if (storedJob.status() == Status.PROCESSING || storedJob.status().isEnd())
      return new CancelResult.TooLate(memoryState.record(storedJob));
    storedJob.state = new State.Cancelled(memoryState.moment());
    storedJob.held = false;
    memoryState.advance(storedJob);
    PipelineName pipeline = storedJob.job().pipeline();
    memoryState.counts(pipeline).add(MemoryCounters.Count.CANCELLED);
    memoryState.emit(new Event.Cancelled(pipeline, storedJob.job().id()));
    return new CancelResult.Cancelled(memoryState.record(storedJob));
  }

  @Override
  public List<MoveResult> move(List<Move> moves, OperatorAction entry) {
    return memoryState.locked(() -> {
      List<MoveResult> results = moves.stream().map(this::move).toList();
      int moved = Collections.frequency(results, MoveResult.MOVED);
      if (moved > 0) memoryState.keep(entry.reached(moved, OperatorAction.Extent.COMPLETE));
      return results;
    });
  }

  private MoveResult move(Move move) {
    StoredJob storedJob = memoryState.storedJobs.get(move.id());
    if (storedJob == null) return MoveResult.UNKNOWN;
    boolean waits = storedJob.status() == Status.PENDING || storedJob.status() == Status.RETRYING;
    if (!waits || !storedJob.job().pipeline().equals(move.from())) return MoveResult.NOT_WAITING;
    var before = new StoredJob(storedJob.submission, storedJob.dueAt);
    storedJob.submission = moved(storedJob.submission, move);
    storedJob.restart(memoryState.now());
    storedJob.held = true;
    storedJob.held = memoryState.isTaken(storedJob);
    memoryState.advance(before);
    memoryState.counts(move.from()).add(MemoryCounters.Count.MOVED_OUT);
    memoryState.counts(move.to()).add(MemoryCounters.Count.MOVED_IN);
    memoryState.emit(new Event.Moved(move.from(), move.to(), move.id()));
    return MoveResult.MOVED;
  }

  private static Submission moved(Submission submission, Move move) {
    Job job = submission.job();
    return new Submission(
        new Job(job.id(), move.to(), job.payload(), job.trace(), job.owner()),
        submission.keys(),
        submission.fingerprint(),
        move.orderingKey(),
        submission.batch());
  }

  @Override
  public Optional<JobRecord> awaitEnd(JobId id, Duration atMost) throws InterruptedException {
    memoryState.lock.lockInterruptibly();
    try {
      long left = atMost.toNanos();
      StoredJob storedJob = memoryState.storedJobs.get(id);
      while (storedJob != null && !storedJob.status().isEnd() && left > 0) {
        left = memoryState.changed.awaitNanos(left);
        storedJob = memoryState.storedJobs.get(id);
      }
      return Optional.ofNullable(storedJob).map(memoryState::record);
    } finally {
      memoryState.lock.unlock();
    }
  }
}
