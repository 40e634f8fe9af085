package io.surgetank.engine.sqlite;

import io.surgetank.event.StoreCondition;
import io.surgetank.job.JobId;
import io.surgetank.job.JobKey;
import io.surgetank.job.JobRecord;
import io.surgetank.store.Cancellation;
import io.surgetank.store.JobQuery;
import io.surgetank.store.JobStore;
import io.surgetank.store.Placement;
import io.surgetank.store.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The records of jobs.
final class SqliteJobStore implements JobStore {
  /// Of one call, so many are put in one transaction: one large call must not hold up the others.
  private static final int AT_ONCE = 256;

  private static final String BY_KEY =
      "SELECT j.seq, j.salt FROM job_key k JOIN job j ON j.seq = k.seq"
          + " WHERE k.kind = ? AND k.value = ? AND k.path = ?";

  private final Writer writer;
  private final Readers readers;
  private final Lines lines;
  private final Room room;
  private final Ends ends;
  private final Conditions conditions;

  SqliteJobStore(Parts parts, Room room) {
    this.writer = parts.writer();
    this.readers = parts.readers();
    this.lines = parts.lines();
    this.room = room;
    this.ends = parts.ends();
    this.conditions = parts.conditions();
  }

  @Override
  public List<Placement> put(List<Submission> submissions) {
    for (Submission submission : submissions) {
      var _ = lines.served(submission.job().pipeline());
    }
    if (submissions.isEmpty()) return List.of();
    writer.ensureWritable();
    if (conditions.has(StoreCondition.BUSY) || !writer.enter(submissions.size()))
      return Collections.nCopies(submissions.size(), Writer.tooMany());
    try {
      return place(submissions);
    } finally {
      writer.left(submissions.size());
    }
  }

  private List<Placement> place(List<Submission> submissions) {
    var writes = new ArrayList<PutWrite>();
    for (int from = 0; from < submissions.size(); from += AT_ONCE) {
      int to = Math.min(submissions.size(), from + AT_ONCE);
      var write = new PutWrite(lines, room, submissions.subList(from, to));
      writer.submit(write);
      writes.add(write);
    }
    var placed = new ArrayList<PutWrite.Placed>(submissions.size());
    for (PutWrite write : writes) placed.addAll(write.await());
    Map<JobId, JobRecord> found = found(placed);
    var placements = new ArrayList<Placement>(submissions.size());
    for (PutWrite.Placed one : placed)
      placements.add(placement(one, found, submissions.get(placements.size())));
    return placements;
  }

  /// The records of those that were there before, however many, at one look.
  private Map<JobId, JobRecord> found(List<PutWrite.Placed> placed) {
    var ids = new ArrayList<JobId>();
    for (PutWrite.Placed one : placed)
      if (one instanceof PutWrite.Placed.Found(var id)) ids.add(id);
    if (ids.isEmpty()) return Map.of();
    return readers.read(database -> {
      var records = new HashMap<JobId, JobRecord>();
      for (JobId id : ids)
        new Records(database, lines).find(id).ifPresent(record -> records.put(id, record));
      return records;
    });
  }

  private Placement placement(
      PutWrite.Placed placed, Map<JobId, JobRecord> found, Submission submission) {
    return switch (placed) {
      case PutWrite.Placed.Crowded(var key) -> new Placement.TooManyKeys(key);
      case PutWrite.Placed.Stored(var job) -> new Placement.Stored(job);
      case PutWrite.Placed.Taken(var key) -> new Placement.KeyTaken(key);
      case PutWrite.Placed.Full(var retryAfter) -> new Placement.Full(retryAfter);
      case PutWrite.Placed.Found(var id) ->
          // Gone when its time was over in this very moment: then the key is free again.
          Optional.ofNullable(found.get(id))
              .<Placement>map(Placement.Existing::new)
              .orElseGet(() -> put(List.of(submission)).getFirst());
    };
  }

  @Override
  public Optional<JobRecord> find(JobId id) {
    return readers.read(database -> new Records(database, lines).find(id));
  }

  @Override
  public Map<JobKey, JobId> named(Collection<JobKey> keys) {
    if (keys.isEmpty()) return Map.of();
    return readers.read(database -> {
      var named = new HashMap<JobKey, JobId>();
      for (JobKey key : keys)
        database
            .query(BY_KEY)
            .first(
                row -> JobId.of(row.getLong(1), row.getLong(2)),
                Codes.of(key.kind()),
                key.value(),
                key.path())
            .ifPresent(id -> named.put(key, id));
      return named;
    });
  }

  @Override
  public List<JobRecord> list(JobQuery query) {
    return readers.read(database -> new Page(database, lines, query).read());
  }

  @Override
  public Cancellation cancel(JobId id) {
    CancelWrite.Called called = writer.write(new CancelWrite(lines, id));
    Optional<JobRecord> record = called == CancelWrite.Called.UNKNOWN ? Optional.empty() : find(id);
    if (record.isEmpty()) return new Cancellation.Unknown();
    return called == CancelWrite.Called.DONE
        ? new Cancellation.Done(record.get())
        : new Cancellation.TooLate(record.get());
  }

  @Override
  public Optional<JobRecord> awaitEnd(JobId id, Duration atMost) throws InterruptedException {
    CountDownLatch reached = ends.watch(id.sequence());
    try {
      Optional<JobRecord> now = find(id);
      if (now.isEmpty() || now.get().status().isEnd()) return now;
      boolean ended = reached.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
      return ended || atMost.isPositive() ? find(id) : now;
    } finally {
      ends.leave(id.sequence());
    }
  }
}
