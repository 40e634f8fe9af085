package io.surgetank.engine.sqlite;

import io.surgetank.event.Event;
import io.surgetank.job.JobId;
import io.surgetank.job.Status;
import io.surgetank.store.DeadFilter;
import io.surgetank.store.TrailEntry;
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
final class DeadWrite extends Write<Optional<TrailEntry>> {
  private static final String INSERT =
      "INSERT INTO trail(at, actor, act, filter, jobs) VALUES(?, ?, ?, ?, 0)";
  private static final String NUMBER = "SELECT max(number) FROM trail";
  private static final String COUNT_ON = "UPDATE trail SET jobs = ? WHERE number = ?";
  private static final String REDRIVE =
      "UPDATE job SET status = iif(ordering IS NULL, "
          + Codes.of(Status.PENDING)
          + ", "
          + Codes.HELD
          + "), round = round + 1, tried = 0, started = NULL, ended = NULL, outcome = NULL"
          + " WHERE seq IN (SELECT value FROM json_each(?))";

  private static final String ORDERED =
      "SELECT DISTINCT ordering FROM job WHERE seq IN (SELECT value FROM json_each(?))"
          + " AND ordering IS NOT NULL";

  /// What is carried from one step to the next. Only the step that runs touches it.
  static final class Progress {
    final DeadFilter filter;
    final String actor;
    final TrailEntry.Act act;
    private final Deque<Line> lines;
    private long number;
    private long at;
    private long jobs;
    private long below = Long.MAX_VALUE;

    Progress(DeadFilter filter, String actor, TrailEntry.Act act, List<Line> lines) {
      this.filter = filter;
      this.actor = actor;
      this.act = act;
      this.lines = new ArrayDeque<>(lines);
    }
  }

  private final Progress progress;

  DeadWrite(Progress progress) {
    this.progress = progress;
  }

  @Override
  int weight() {
    return DeadRows.AT_ONCE / 4;
  }

  /// The entry once all is done; empty while there is more to do.
  @Override
  Optional<TrailEntry> apply(Group group) throws SQLException {
    if (progress.number == 0) begin(group);
    Line line = progress.lines.peek();
    if (line != null) step(group, line);
    if (!progress.lines.isEmpty()) return Optional.empty();
    var entry =
        new TrailEntry(
            Instant.ofEpochMilli(progress.at),
            progress.actor,
            progress.act,
            progress.filter,
            progress.jobs);
    group.tell(new Event.Operated(entry));
    return Optional.of(entry);
  }

  private void begin(Group group) throws SQLException {
    progress.at = group.moment;
    group
        .query(INSERT)
        .update(
            group.moment, progress.actor, progress.act.name(), TrailRows.write(progress.filter));
    progress.number = group.query(NUMBER).first(row -> row.getLong(1)).orElseThrow();
  }

  private void step(Group group, Line line) throws SQLException {
    List<Removal.Ended> read =
        new DeadRows(group.database, progress.filter).below(line, progress.below);
    var meant = new ArrayList<Removal.Ended>();
    for (Removal.Ended job : read) if (DeadRows.isMeant(progress.filter, job)) meant.add(job);
    carryOut(group, line, meant);
    progress.jobs += meant.size();
    if (!meant.isEmpty()) group.query(COUNT_ON).update(progress.jobs, progress.number);
    if (read.size() < DeadRows.AT_ONCE) {
      progress.lines.remove();
      progress.below = Long.MAX_VALUE;
    } else {
      JobId last = read.getLast().id();
      progress.below = last.sequence();
    }
  }

  private void carryOut(Group group, Line line, List<Removal.Ended> meant) throws SQLException {
    if (meant.isEmpty()) return;
    switch (progress.act) {
      case REDRIVE -> {
        String sequences = Removal.sequences(meant);
        group.query(REDRIVE).update(sequences);
        group.count(line, Count.REDRIVEN, meant.size());
        group.count(line, Count.WAITING, meant.size());
        line.behind = true;
        for (long ordering : group.query(ORDERED).all(row -> row.getLong(1), sequences))
          Succession.advance(group, line, ordering);
      }
      case PURGE -> Removal.remove(group, line, meant, Count.REMOVED_DEAD);
      case CANCEL -> throw new IllegalStateException("a dead letter cannot be cancelled");
    }
  }
}
