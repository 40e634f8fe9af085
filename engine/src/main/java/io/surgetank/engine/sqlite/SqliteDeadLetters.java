package io.surgetank.engine.sqlite;

import io.surgetank.job.JobRecord;
import io.surgetank.store.DeadFilter;
import io.surgetank.store.DeadLetters;
import io.surgetank.store.JobQuery;
import io.surgetank.store.TrailEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/// Jobs that were given up.
final class SqliteDeadLetters implements DeadLetters {
  private final Writer writer;
  private final Readers readers;
  private final Lines lines;

  SqliteDeadLetters(Writer writer, Readers readers, Lines lines) {
    this.writer = writer;
    this.readers = readers;
    this.lines = lines;
  }

  @Override
  public long count(DeadFilter filter) {
    var count = new AtomicLong();
    for (Line line : DeadRows.lines(lines, filter))
      scan(line, filter, _ -> count.incrementAndGet() > 0);
    return count.get();
  }

  @Override
  public List<JobRecord> newest(DeadFilter filter, int limit) {
    checkLimit(limit);
    var found = new ArrayList<Removal.Ended>();
    for (Line line : DeadRows.lines(lines, filter)) {
      int most = found.size() + limit;
      scan(line, filter, job -> found.add(job) && found.size() < most);
    }
    found.sort(Comparator.comparing(Removal.Ended::id).reversed());
    return readers.read(database -> {
      var records = new Records(database, lines);
      var newest = new ArrayList<JobRecord>();
      for (Removal.Ended job : found.subList(0, Math.min(limit, found.size())))
        records.findIntact(job.id()).ifPresent(newest::add);
      return newest;
    });
  }

  /// Shows the dead letters that are meant, newest first, until no more are wanted. Few are read at
  /// once, so that neither memory nor the write-ahead log grows with their number.
  private void scan(Line line, DeadFilter filter, Predicate<Removal.Ended> wantsMore) {
    long below = Long.MAX_VALUE;
    while (true) {
      long from = below;
      List<Removal.Ended> read =
          readers.read(database -> new DeadRows(database, filter).below(line, from));
      for (Removal.Ended job : read)
        if (DeadRows.isMeant(filter, job) && !wantsMore.test(job)) return;
      if (read.size() < DeadRows.AT_ONCE) return;
      below = read.getLast().id().sequence();
    }
  }

  @Override
  public TrailEntry redrive(DeadFilter filter, String actor) {
    return carryOut(filter, actor, TrailEntry.Act.REDRIVE);
  }

  @Override
  public TrailEntry purge(DeadFilter filter, String actor) {
    return carryOut(filter, actor, TrailEntry.Act.PURGE);
  }

  private TrailEntry carryOut(DeadFilter filter, String actor, TrailEntry.Act act) {
    var progress = new DeadWrite.Progress(filter, actor, act, DeadRows.lines(lines, filter));
    while (true) {
      Optional<TrailEntry> done = writer.write(new DeadWrite(progress));
      if (done.isPresent()) return done.get();
    }
  }

  @Override
  public void record(TrailEntry entry) {
    var _ = writer.write(new TrailWrite(entry));
  }

  @Override
  public List<TrailEntry> trail(int limit) {
    checkLimit(limit);
    return readers.read(database -> database.query(TrailRows.NEWEST).all(TrailRows::read, limit));
  }

  private static void checkLimit(int limit) {
    if (limit < 1 || limit > JobQuery.MAX_LIMIT)
      throw new IllegalArgumentException("a page has 1 to " + JobQuery.MAX_LIMIT + " rows");
  }
}
