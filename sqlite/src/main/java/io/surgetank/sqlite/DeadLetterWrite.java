package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.Status;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.OperatorAction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// One step of redriving or purging dead letters. A step takes few, so that nobody waits long
/// behind it; the trail's entry is written with the first and counts on with each, so that it is
/// true at every instant, also when the process dies between two of them.
final class DeadLetterWrite extends Write<Optional<OperatorAction>> {
  private static final String INSERT =
      "INSERT INTO trail(at, actor, act, filter, jobs) VALUES(?, ?, ?, ?, 0)";
  private static final String NUMBER = "SELECT max(number) FROM trail";
  private static final String COUNT_ON = "UPDATE trail SET jobs = ? WHERE number = ?";
  private static final String REDRIVE =
      "UPDATE job SET status = iif(ordering IS NULL, "
          + DbCodes.of(Status.PENDING)
          + ", "
          + DbCodes.HELD
          + "), round = round + 1, tried = 0, started = NULL, ended = NULL, outcome = NULL"
          + " WHERE seq IN (SELECT value FROM json_each(?))";

  private static final String ORDERED =
      "SELECT DISTINCT ordering FROM job WHERE seq IN (SELECT value FROM json_each(?))"
          + " AND ordering IS NOT NULL";

  /// What is carried from one step to the next. Only the step that runs touches it.
  static final class Progress {
    final DeadLetterFilter filter;
    final String actor;
    final OperatorAction.Act act;
    private final Deque<PipelineState> lines;
    private long number;
    private long at;
    private long jobs;
    private long below = Long.MAX_VALUE;

    Progress(
        DeadLetterFilter filter, String actor, OperatorAction.Act act, List<PipelineState> lines) {
      this.filter = filter;
      this.actor = actor;
      this.act = act;
      this.lines = new ArrayDeque<>(lines);
    }
  }

  private final Progress progress;

  DeadLetterWrite(Progress progress) {
    this.progress = progress;
  }

  @Override
  int weight() {
    return DeadLetterRows.AT_ONCE / 4;
  }

  /// The entry once all is done; empty while there is more to do.
  @Override
  Optional<OperatorAction> apply(WriteBatch writeBatch) throws SQLException {
    if (progress.number == 0) begin(writeBatch);
    PipelineState pipelineState = progress.lines.peek();
    if (pipelineState != null) step(writeBatch, pipelineState);
    if (!progress.lines.isEmpty()) return Optional.empty();
    var entry =
        new OperatorAction(
            Instant.ofEpochMilli(progress.at),
            progress.actor,
            progress.act,
            progress.filter,
            progress.jobs);
    writeBatch.tell(new Event.OperatorActed(entry));
    return Optional.of(entry);
  }

  private void begin(WriteBatch writeBatch) throws SQLException {
    progress.at = writeBatch.moment;
    writeBatch
        .query(INSERT)
        .update(
            writeBatch.moment,
            progress.actor,
            progress.act.name(),
            AuditLogRows.write(progress.filter));
    progress.number = writeBatch.query(NUMBER).first(row -> row.getLong(1)).orElseThrow();
  }

  private void step(WriteBatch writeBatch, PipelineState pipelineState) throws SQLException {
    List<RecordDeletion.Ended> read =
        new DeadLetterRows(writeBatch.databaseConnection, progress.filter)
            .below(pipelineState, progress.below);
    var meant = new ArrayList<RecordDeletion.Ended>();
    for (RecordDeletion.Ended job : read)
      if (DeadLetterRows.isMeant(progress.filter, job)) meant.add(job);
    carryOut(writeBatch, pipelineState, meant);
    progress.jobs += meant.size();
    if (!meant.isEmpty()) writeBatch.query(COUNT_ON).update(progress.jobs, progress.number);
    if (read.size() < DeadLetterRows.AT_ONCE) {
      progress.lines.remove();
      progress.below = Long.MAX_VALUE;
    } else {
      JobId last = read.getLast().id();
      progress.below = last.sequence();
    }
  }

  private void carryOut(
      WriteBatch writeBatch, PipelineState pipelineState, List<RecordDeletion.Ended> meant)
      throws SQLException {
    if (meant.isEmpty()) return;
    switch (progress.act) {
      case REDRIVE -> {
        String sequences = RecordDeletion.sequences(meant);
        writeBatch.query(REDRIVE).update(sequences);
        writeBatch.count(pipelineState, Counter.REDRIVEN, meant.size());
        writeBatch.count(pipelineState, Counter.WAITING, meant.size());
        pipelineState.behind = true;
        for (long ordering : writeBatch.query(ORDERED).all(row -> row.getLong(1), sequences))
          KeyOrdering.advance(writeBatch, pipelineState, ordering);
      }
      case PURGE -> RecordDeletion.remove(writeBatch, pipelineState, meant, Counter.REMOVED_DEAD);
      case CANCEL, MOVE -> throw new IllegalStateException("a dead letter does not wait");
    }
  }
}
