package io.surgetank.sqlite;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.Status;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.DeadLetterSummary;
import io.surgetank.core.store.DeadLetters;
import io.surgetank.core.store.FailureCounts;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.OperatorAction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Jobs that were given up.
final class SqliteDeadLetters implements DeadLetters {
  private final Writer writer;
  private final ReadConnectionPool readConnectionPool;
  private final PipelineStates pipelineStates;

  SqliteDeadLetters(
      Writer writer, ReadConnectionPool readConnectionPool, PipelineStates pipelineStates) {
    this.writer = writer;
    this.readConnectionPool = readConnectionPool;
    this.pipelineStates = pipelineStates;
  }

  @Override
  public long count(DeadLetterFilter filter) {
    return summary(filter).count();
  }

  @Override
  public DeadLetterSummary summary(DeadLetterFilter filter) {
    var counts = new FailureCounts();
    for (PipelineState pipelineState : DeadLetterRows.lines(pipelineStates, filter))
      if (filter.ids().isEmpty()) count(pipelineState, filter, counts);
      else scan(pipelineState, filter, Long.MAX_VALUE, job -> counted(job, counts));
    return counts.summary(OperatorAction.Extent.COMPLETE);
  }

  private static boolean counted(RecordDeletion.Ended job, FailureCounts counts) {
    counts.add(job.outcome(), 1);
    return true;
  }

  private void count(PipelineState pipelineState, DeadLetterFilter filter, FailureCounts counts) {
    long below = Long.MAX_VALUE;
    long read;
    do {
      long from = below;
      read = 0;
      for (DeadLetterRows.Failures failures :
          readConnectionPool.read(databaseConnection ->
              new DeadLetterRows(databaseConnection, filter).failuresBelow(pipelineState, from))) {
        read += failures.count();
        below = Math.min(below, failures.lowest());
        if (DeadLetterRows.isMeant(filter, failures.failure()))
          counts.add(failures.failure(), failures.count());
      }
    } while (read == DeadLetterRows.COUNTED_AT_ONCE);
  }

  @Override
  public List<JobRecord> list(DeadLetterFilter filter, Optional<JobId> before, int limit) {
    checkLimit(limit);
    long below = before.map(JobId::sequence).orElse(Long.MAX_VALUE);
    // Damaged records are left out. A page that ran short by that would be taken for the last one,
    // so it is read again with as many more.
    while (true) {
      int known = pipelineStates.damagedRecords.known();
      List<JobId> newest = newest(filter, below, limit + known);
      List<JobRecord> page = intact(newest, limit);
      if (pipelineStates.damagedRecords.known() <= known) return page;
    }
  }

  private List<JobId> newest(DeadLetterFilter filter, long below, int limit) {
    var found = new ArrayList<JobId>();
    for (PipelineState pipelineState : DeadLetterRows.lines(pipelineStates, filter)) {
      int most = found.size() + limit;
      scan(pipelineState, filter, below, job -> found.add(job.id()) && found.size() < most);
    }
    found.sort(Comparator.reverseOrder());
    return found.subList(0, Math.min(limit, found.size()));
  }

  private List<JobRecord> intact(List<JobId> ids, int limit) {
    return readConnectionPool.read(databaseConnection -> {
      var recordReader = new RecordReader(databaseConnection, pipelineStates);
      var intact = new ArrayList<JobRecord>();
      for (JobId id : ids)
        if (intact.size() < limit)
          // One that was redriven meanwhile is no dead letter any more.
          recordReader
              .findIntact(id)
              .filter(record -> record.status() == Status.DEAD)
              .ifPresent(intact::add);
      return intact;
    });
  }

  /// Shows the dead letters that are meant, newest first, until no more are wanted. Few are read at
  /// once, so that neither memory nor the write-ahead log grows with their number.
  private void scan(
      PipelineState pipelineState,
      DeadLetterFilter filter,
      long first,
      Predicate<RecordDeletion.Ended> wantsMore) {
    long below = first;
    while (true) {
      long from = below;
      List<RecordDeletion.Ended> read =
          readConnectionPool.read(databaseConnection ->
              new DeadLetterRows(databaseConnection, filter).below(pipelineState, from));
      for (RecordDeletion.Ended job : read)
        if (DeadLetterRows.isMeant(filter, job) && !wantsMore.test(job)) return;
      if (read.size() < DeadLetterRows.AT_ONCE) return;
      below = read.getLast().id().sequence();
    }
  }

  @Override
  public OperatorAction redrive(DeadLetterFilter filter, String actor) {
    return carryOut(filter, actor, OperatorAction.Act.REDRIVE);
  }

  @Override
  public OperatorAction purge(DeadLetterFilter filter, String actor) {
    return carryOut(filter, actor, OperatorAction.Act.PURGE);
  }

  private OperatorAction carryOut(DeadLetterFilter filter, String actor, OperatorAction.Act act) {
    var progress =
        new DeadLetterWrite.Progress(
            filter, actor, act, DeadLetterRows.lines(pipelineStates, filter));
    while (true) {
      Optional<OperatorAction> done = writer.write(new DeadLetterWrite(progress));
      if (done.isPresent()) return done.get();
    }
  }

  @Override
  public void record(OperatorAction entry) {
    var _ = writer.write(new AuditLogWrite(entry));
  }

  @Override
  public List<OperatorAction> operatorActions(int limit) {
    checkLimit(limit);
    return readConnectionPool.read(databaseConnection ->
        databaseConnection.query(AuditLogRows.NEWEST).all(AuditLogRows::read, limit));
  }

  private static void checkLimit(int limit) {
    if (limit < 1 || limit > JobQuery.MAX_LIMIT)
      throw new IllegalArgumentException("a page has 1 to " + JobQuery.MAX_LIMIT + " rows");
  }
}
