package io.surgetank.engine.sqlite;

import io.surgetank.job.JobId;
import io.surgetank.job.JobRecord;
import io.surgetank.job.Status;
import io.surgetank.store.DeadFilter;
import io.surgetank.store.DeadLetters;
import io.surgetank.store.DeadSummary;
import io.surgetank.store.FailureCounts;
import io.surgetank.store.JobQuery;
import io.surgetank.store.TrailEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
    return summary(filter).count();
  }

  @Override
  public DeadSummary summary(DeadFilter filter) {
    var counts = new FailureCounts();
    for (Line line : DeadRows.lines(lines, filter))
      if (filter.ids().isEmpty()) count(line, filter, counts);
      else scan(line, filter, Long.MAX_VALUE, job -> counted(job, counts));
    return counts.summary(TrailEntry.Extent.WHOLE);
  }

  private static boolean counted(Removal.Ended job, FailureCounts counts) {
    counts.add(job.outcome(), 1);
    return true;
  }

  private void count(Line line, DeadFilter filter, FailureCounts counts) {
    long below = Long.MAX_VALUE;
    long read;
    do {
      long from = below;
      read = 0;
      for (DeadRows.Failures failures :
          readers.read(database -> new DeadRows(database, filter).failuresBelow(line, from))) {
        read += failures.count();
        below = Math.min(below, failures.lowest());
        if (DeadRows.isMeant(filter, failures.failure()))
          counts.add(failures.failure(), failures.count());
      }
    } while (read == DeadRows.COUNTED_AT_ONCE);
  }

  @Override
  public List<JobRecord> list(DeadFilter filter, Optional<JobId> before, int limit) {
    checkLimit(limit);
    long below = before.map(JobId::sequence).orElse(Long.MAX_VALUE);
    // Damaged records are left out. A page that ran short by that would be taken for the last one,
    // so it is read again with as many more.
    while (true) {
      int known = lines.damage.known();
      List<JobId> newest = newest(filter, below, limit + known);
      List<JobRecord> page = intact(newest, limit);
      if (lines.damage.known() <= known) return page;
    }
  }

  private List<JobId> newest(DeadFilter filter, long below, int limit) {
    var found = new ArrayList<JobId>();
    for (Line line : DeadRows.lines(lines, filter)) {
      int most = found.size() + limit;
      scan(line, filter, below, job -> found.add(job.id()) && found.size() < most);
    }
    found.sort(Comparator.reverseOrder());
    return found.subList(0, Math.min(limit, found.size()));
  }

  private List<JobRecord> intact(List<JobId> ids, int limit) {
    return readers.read(database -> {
      var records = new Records(database, lines);
      var intact = new ArrayList<JobRecord>();
      for (JobId id : ids)
        if (intact.size() < limit)
          // One that was redriven meanwhile is no dead letter any more.
          records
              .findIntact(id)
              .filter(record -> record.status() == Status.DEAD)
              .ifPresent(intact::add);
      return intact;
    });
  }

  /// Shows the dead letters that are meant, newest first, until no more are wanted. Few are read at
  /// once, so that neither memory nor the write-ahead log grows with their number.
  private void scan(Line line, DeadFilter filter, long first, Predicate<Removal.Ended> wantsMore) {
    long below = first;
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
