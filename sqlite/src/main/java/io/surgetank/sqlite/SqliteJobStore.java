package io.surgetank.sqlite;

import io.surgetank.core.event.StoreCondition;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.store.AsyncJobStore;
import io.surgetank.core.store.CancelResult;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.Move;
import io.surgetank.core.store.MoveResult;
import io.surgetank.core.store.OperatorAction;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Job records in the database.
final class SqliteJobStore implements AsyncJobStore {
  /// The maximum of one call per transaction: a large call must not delay the others.
  private static final int AT_ONCE = 256;

  private static final String BY_KEY =
      "SELECT j.seq, j.salt FROM job_key k JOIN job j ON j.seq = k.seq"
          + " WHERE k.kind = ? AND k.value = ? AND k.path = ?";

  private final Writer writer;
  private final ReadConnectionPool readers;
  private final PipelineStates states;
  private final CapacityCheck capacity;
  private final CompletionWaiters waiters;
  private final StoreConditions conditions;
  private final LoggedChanges changes;

  SqliteJobStore(EngineComponents components, CapacityCheck capacity) {
    this.writer = components.writer();
    this.readers = components.readers();
    this.states = components.states();
    this.capacity = capacity;
    this.waiters = components.waiters();
    this.conditions = components.conditions();
    this.changes = components.changes();
  }

  @Override
  public List<PutResult> put(List<Submission> submissions) {
    for (Submission submission : submissions) {
      var _ = states.served(submission.job().pipeline());
    }
    if (submissions.isEmpty()) return List.of();
    writer.ensureWritable();
    if (conditions.has(StoreCondition.BUSY) || !writer.tryReserve(submissions.size()))
      return Collections.nCopies(submissions.size(), Writer.tooMany());
    try {
      return putReserved(submissions);
    } finally {
      writer.release(submissions.size());
    }
  }

  /// The records of existing jobs are read by another thread, since that may block.
  @Override
  public CompletableFuture<List<PutResult>> putAsync(List<Submission> submissions) {
    for (Submission submission : submissions) {
      var _ = states.served(submission.job().pipeline());
    }
    if (submissions.isEmpty() || submissions.size() > AT_ONCE)
      return CompletableFuture.supplyAsync(() -> put(submissions), Thread::startVirtualThread);
    if (conditions.has(StoreCondition.BUSY) || !writer.tryReserve(submissions.size()))
      return CompletableFuture.completedFuture(
          Collections.nCopies(submissions.size(), Writer.tooMany()));
    return writer
        .writeAsync(new PutWrite(states, capacity, submissions))
        .whenComplete((_, _) -> writer.release(submissions.size()))
        .thenCompose(placed ->
            placed.stream().allMatch(PutWrite.Placed.Decided.class::isInstance)
                ? CompletableFuture.completedFuture(results(placed, submissions))
                : CompletableFuture.supplyAsync(
                    () -> results(placed, submissions), Thread::startVirtualThread));
  }

  private List<PutResult> putReserved(List<Submission> submissions) {
    var writes = new ArrayList<PutWrite>();
    for (int from = 0; from < submissions.size(); from += AT_ONCE) {
      int to = Math.min(submissions.size(), from + AT_ONCE);
      var write = new PutWrite(states, capacity, submissions.subList(from, to));
      writer.submit(write);
      writes.add(write);
    }
    var placed = new ArrayList<PutWrite.Placed>(submissions.size());
    for (PutWrite write : writes) placed.addAll(write.await());
    return results(placed, submissions);
  }

  private List<PutResult> results(List<PutWrite.Placed> placed, List<Submission> submissions) {
    Map<JobId, JobRecord> found = found(placed);
    var results = new ArrayList<PutResult>(submissions.size());
    for (PutWrite.Placed one : placed)
      results.add(toPutResult(one, found, submissions.get(results.size())));
    return results;
  }

  /// The records of existing jobs, from one snapshot.
  private Map<JobId, JobRecord> found(List<PutWrite.Placed> placed) {
    var ids = new ArrayList<JobId>();
    for (PutWrite.Placed one : placed)
      if (one instanceof PutWrite.Placed.Existing(var id)) ids.add(id);
    if (ids.isEmpty()) return Map.of();
    writer.flush();
    return readers.read(connection -> {
      var records = new HashMap<JobId, JobRecord>();
      for (JobId id : ids)
        new RecordReader(connection, states).find(id).ifPresent(record -> records.put(id, record));
      return records;
    });
  }

  private PutResult toPutResult(
      PutWrite.Placed placed, Map<JobId, JobRecord> found, Submission submission) {
    return switch (placed) {
      case PutWrite.Placed.Decided(var result) -> result;
      case PutWrite.Placed.Existing(var id) ->
          // Missing if it has just expired: then the key is free again.
          Optional.ofNullable(found.get(id))
              .<PutResult>map(PutResult.Existing::new)
              .orElseGet(() -> put(List.of(submission)).getFirst());
    };
  }

  @Override
  public Optional<JobRecord> find(JobId id) {
    Optional<JobRecord> recent = changes.find(id);
    return recent.isPresent()
        ? recent
        : readers.read(connection -> new RecordReader(connection, states).find(id));
  }

  @Override
  public Map<JobKey, JobId> named(Collection<JobKey> keys) {
    if (keys.isEmpty()) return Map.of();
    writer.flush();
    return readers.read(connection -> {
      var named = new HashMap<JobKey, JobId>();
      for (JobKey key : keys)
        connection
            .query(BY_KEY)
            .first(
                row -> JobId.of(row.getLong(1), row.getLong(2)),
                DbCodes.of(key.kind()),
                key.value(),
                key.path())
            .ifPresent(id -> named.put(key, id));
      return named;
    });
  }

  @Override
  public List<JobRecord> list(JobQuery query) {
    writer.flush();
    return readers.read(connection -> new JobPageReader(connection, states, query).read());
  }

  @Override
  public CancelResult cancel(JobId id) {
    CancelWrite.Result result = writer.write(new CancelWrite(states, id));
    Optional<JobRecord> record = result == CancelWrite.Result.UNKNOWN ? Optional.empty() : find(id);
    if (record.isEmpty()) return new CancelResult.Unknown();
    return result == CancelWrite.Result.DONE
        ? new CancelResult.Cancelled(record.get())
        : new CancelResult.TooLate(record.get());
  }

  @Override
  public List<MoveResult> move(List<Move> moves, OperatorAction entry) {
    for (Move move : moves) {
      var _ = states.served(move.to());
    }
    var results = new ArrayList<MoveResult>(moves.size());
    for (int from = 0; from < moves.size(); from += AT_ONCE) {
      int to = Math.min(moves.size(), from + AT_ONCE);
      results.addAll(writer.write(new MoveWrite(states, moves.subList(from, to), entry)));
    }
    return results;
  }

  @Override
  public Optional<JobRecord> awaitEnd(JobId id, Duration atMost) throws InterruptedException {
    CountDownLatch reached = waiters.register(id.sequence());
    try {
      Optional<JobRecord> now = find(id);
      if (now.isEmpty() || now.get().status().isEnd()) return now;
      boolean ended = reached.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
      return ended || atMost.isPositive() ? find(id) : now;
    } finally {
      waiters.leave(id.sequence());
    }
  }
}
