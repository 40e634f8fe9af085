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

/// One step of redriving or purging dead letters. A step takes few, so that no other write waits
/// long; the audit log entry is written with the first step and updated with each, so that it is
/// correct at any time, even if the process dies between two steps.
final class RedrivePurgeWrite extends Write<Optional<OperatorAction>> {
  private static final String INSERT =
      "INSERT INTO audit_log(at, actor, act, filter, jobs) VALUES(?, ?, ?, ?, 0)";
  private static final String NUMBER = "SELECT max(number) FROM audit_log";
  private static final String COUNT_ON = "UPDATE audit_log SET jobs = ? WHERE number = ?";
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

  /// State passed from one step to the next. Used only by the running step.
  static final class Progress {
    final DeadLetterFilter filter;
    final String actor;
    final OperatorAction.Type type;
    private final Deque<PipelineState> remaining;
    private long number;
    private long at;
    private long jobs;
    private long below = Long.MAX_VALUE;

    Progress(
        DeadLetterFilter filter,
        String actor,
        OperatorAction.Type type,
        List<PipelineState> remaining) {
      this.filter = filter;
      this.actor = actor;
      this.type = type;
      this.remaining = new ArrayDeque<>(remaining);
    }
  }

  private final Progress progress;

  RedrivePurgeWrite(Progress progress) {
    this.progress = progress;
  }

  @Override
  int weight() {
    return DeadLetterReader.AT_ONCE / 4;
  }

  /// The entry after the last step; empty before.
  @Override
  Optional<OperatorAction> apply(WriteBatch batch) throws SQLException {
    if (progress.number == 0) begin(batch);
    PipelineState state = progress.remaining.peek();
    if (state != null) step(batch, state);
    if (!progress.remaining.isEmpty()) return Optional.empty();
    var entry =
        new OperatorAction(
            Instant.ofEpochMilli(progress.at),
            progress.actor,
            progress.type,
            progress.filter,
            progress.jobs);
    batch.addEvent(new Event.OperatorActed(entry));
    return Optional.of(entry);
  }

  private void begin(WriteBatch batch) throws SQLException {
    progress.at = batch.moment;
    batch
        .query(INSERT)
        .update(
            batch.moment,
            progress.actor,
            progress.type.name(),
            AuditLogRowMapper.write(progress.filter));
    progress.number = batch.query(NUMBER).first(row -> row.getLong(1)).orElseThrow();
  }

  private void step(WriteBatch batch, PipelineState state) throws SQLException {
    List<JobDeletion.Ended> read =
        new DeadLetterReader(batch.connection, progress.filter).below(state, progress.below);
    var matching = new ArrayList<JobDeletion.Ended>();
    for (JobDeletion.Ended job : read)
      if (DeadLetterReader.matches(progress.filter, job)) matching.add(job);
    execute(batch, state, matching);
    progress.jobs += matching.size();
    if (!matching.isEmpty()) batch.query(COUNT_ON).update(progress.jobs, progress.number);
    if (read.size() < DeadLetterReader.AT_ONCE) {
      progress.remaining.remove();
      progress.below = Long.MAX_VALUE;
    } else {
      JobId last = read.getLast().id();
      progress.below = last.sequence();
    }
  }

  private void execute(WriteBatch batch, PipelineState state, List<JobDeletion.Ended> matching)
      throws SQLException {
    if (matching.isEmpty()) return;
    switch (progress.type) {
      case REDRIVE -> {
        String sequences = JobDeletion.sequences(matching);
        batch.query(REDRIVE).update(sequences);
        batch.count(state, Counter.REDRIVEN, matching.size());
        batch.count(state, Counter.UNFINISHED, matching.size());
        state.hasUnloadedJobs = true;
        for (long ordering : batch.query(ORDERED).all(row -> row.getLong(1), sequences))
          KeyOrdering.advance(batch, state, ordering);
      }
      case PURGE -> JobDeletion.remove(batch, state, matching, Counter.REMOVED_DEAD);
      case CANCEL, MOVE, CREATE_KEY, ROTATE_KEY, REVOKE_KEY ->
          throw new IllegalStateException("not an action on dead letters: " + progress.type);
    }
  }
}
