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

/// Dead letters in the database.
final class SqliteDeadLetters implements DeadLetters {
  private final Writer writer;
  private final ReadConnectionPool readers;
  private final PipelineStates states;

  SqliteDeadLetters(Writer writer, ReadConnectionPool readers, PipelineStates states) {
    this.writer = writer;
    this.readers = readers;
    this.states = states;
  }

  @Override
  public long count(DeadLetterFilter filter) {
    return summary(filter).count();
  }

  @Override
  public DeadLetterSummary summary(DeadLetterFilter filter) {
    var counts = new FailureCounts();
    for (PipelineState state : DeadLetterReader.matching(states, filter))
      if (filter.ids().isEmpty()) count(state, filter, counts);
      else scan(state, filter, Long.MAX_VALUE, job -> counted(job, counts));
    return counts.summary(OperatorAction.Extent.COMPLETE);
  }

  private static boolean counted(JobDeletion.Ended job, FailureCounts counts) {
    counts.add(job.outcome(), 1);
    return true;
  }

  private void count(PipelineState state, DeadLetterFilter filter, FailureCounts counts) {
    long below = Long.MAX_VALUE;
    long read;
    do {
      long from = below;
      read = 0;
      for (DeadLetterReader.Failures failures :
          readers.read(
              connection -> new DeadLetterReader(connection, filter).failuresBelow(state, from))) {
        read += failures.count();
        below = Math.min(below, failures.lowest());
        if (DeadLetterReader.matches(filter, failures.failure()))
          counts.add(failures.failure(), failures.count());
      }
    } while (read == DeadLetterReader.COUNTED_AT_ONCE);
  }

  @Override
  public List<JobRecord> list(DeadLetterFilter filter, Optional<JobId> before, int limit) {
    checkLimit(limit);
    long below = before.map(JobId::sequence).orElse(Long.MAX_VALUE);
    // Damaged records are omitted. A page that is short because of that would look like the last
    // one, so it is read again with a higher limit.
    while (true) {
      int known = states.damagedRecords.known();
      List<JobId> newest = newest(filter, below, limit + known);
      List<JobRecord> page = intact(newest, limit);
      if (states.damagedRecords.known() <= known) return page;
    }
  }

  private List<JobId> newest(DeadLetterFilter filter, long below, int limit) {
    var found = new ArrayList<JobId>();
    for (PipelineState state : DeadLetterReader.matching(states, filter)) {
      int most = found.size() + limit;
      scan(state, filter, below, job -> found.add(job.id()) && found.size() < most);
    }
    found.sort(Comparator.reverseOrder());
    return found.subList(0, Math.min(limit, found.size()));
  }

  private List<JobRecord> intact(List<JobId> ids, int limit) {
    return readers.read(connection -> {
      var reader = new RecordReader(connection, states);
      var intact = new ArrayList<JobRecord>();
      for (JobId id : ids)
        if (intact.size() < limit)
          // A record redriven meanwhile is no longer a dead letter.
          reader
              .findIntact(id)
              .filter(record -> record.status() == Status.DEAD)
              .ifPresent(intact::add);
      return intact;
    });
  }

  /// Passes the matching dead letters to `wantsMore`, newest first, until it returns false. Few are
  /// read at once, so that neither memory nor the write-ahead log grows with their number.
  private void scan(
      PipelineState state,
      DeadLetterFilter filter,
      long first,
      Predicate<JobDeletion.Ended> wantsMore) {
    long below = first;
    while (true) {
      long from = below;
      List<JobDeletion.Ended> read =
          readers.read(connection -> new DeadLetterReader(connection, filter).below(state, from));
      for (JobDeletion.Ended job : read)
        if (DeadLetterReader.matches(filter, job) && !wantsMore.test(job)) return;
      if (read.size() < DeadLetterReader.AT_ONCE) return;
      below = read.getLast().id().sequence();
    }
  }

  @Override
  public OperatorAction redrive(DeadLetterFilter filter, String actor) {
    return execute(filter, actor, OperatorAction.Type.REDRIVE);
  }

  @Override
  public OperatorAction purge(DeadLetterFilter filter, String actor) {
    return execute(filter, actor, OperatorAction.Type.PURGE);
  }

  private OperatorAction execute(DeadLetterFilter filter, String actor, OperatorAction.Type type) {
    var progress =
        new RedrivePurgeWrite.Progress(
            filter, actor, type, DeadLetterReader.matching(states, filter));
    while (true) {
      Optional<OperatorAction> done = writer.write(new RedrivePurgeWrite(progress));
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
    return readers.read(connection ->
        connection.query(AuditLogRowMapper.NEWEST).all(AuditLogRowMapper::read, limit));
  }

  private static void checkLimit(int limit) {
    if (limit < 1 || limit > JobQuery.MAX_LIMIT)
      throw new IllegalArgumentException("a page has 1 to " + JobQuery.MAX_LIMIT + " rows");
  }
}
