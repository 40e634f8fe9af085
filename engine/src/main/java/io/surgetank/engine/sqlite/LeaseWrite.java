package io.surgetank.engine.sqlite;

import io.surgetank.event.Event;
import io.surgetank.job.FinishedAttempt;
import io.surgetank.job.Status;
import io.surgetank.queue.Delivery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Hands out jobs that are due: retries get up to half of what is asked for while pending jobs wait
/// too, so that neither starves the other.
final class LeaseWrite extends Write<List<Delivery>> {
  /// What is read at once when pending jobs come from the table: as much as is kept in memory.
  private static final int READ = 512;

  private static final String PENDING =
      "SELECT "
          + Rows.WAITING
          + " FROM job WHERE pipeline = ? AND status = "
          + Codes.of(Status.PENDING)
          + " AND NOT EXISTS (SELECT 1 FROM running WHERE running.seq = job.seq)"
          + " ORDER BY seq LIMIT "
          + READ;
  private static final String DUE =
      "SELECT "
          + Rows.WAITING
          + " FROM job WHERE pipeline = ? AND due IS NOT NULL AND due <= ? ORDER BY due LIMIT ?";
  private static final String NEXT_DUE =
      "SELECT due FROM job WHERE pipeline = ? AND due IS NOT NULL AND due > ? ORDER BY due LIMIT 1";

  private static final String DAMAGED =
      "the stored record is damaged: its content does not match its checksum; it was not worked";

  private final Lines lines;
  private final Line line;
  private final int max;
  private final AtomicLong tokens;

  LeaseWrite(Lines lines, Line line, int max, AtomicLong tokens) {
    this.lines = lines;
    this.line = line;
    this.max = max;
    this.tokens = tokens;
  }

  @Override
  boolean isPatient() {
    return true;
  }

  @Override
  List<Delivery> apply(Group group) throws SQLException {
    Abandonment.ofExpired(group, lines, line);
    group.touch(line);
    var taken = new ArrayList<Delivery>();
    if (line.nextDue <= group.now) takeDue(group, taken, shareOfRetries());
    takePending(group, taken);
    if (taken.size() < max && line.nextDue <= group.now) takeDue(group, taken, max - taken.size());
    return taken;
  }

  /// Half, rounded up and down in turns, so that a lease of one takes now the one, now the other.
  private int shareOfRetries() {
    line.retriesFirst = !line.retriesFirst;
    return line.retriesFirst ? (max + 1) / 2 : max / 2;
  }

  private void takeDue(Group group, List<Delivery> taken, int most) throws SQLException {
    if (most == 0) return;
    // Those that are out stand in the index too, at most so many.
    int limit = most + line.leased.size();
    List<Waiting> due = group.query(DUE).all(this::read, line.number, group.now, limit);
    int left = most;
    for (Waiting waiting : due) {
      if (left == 0) break;
      if (line.leased.containsKey(waiting.sequence())) continue;
      take(group, waiting, taken);
      left--;
    }
    if (left > 0)
      line.nextDue =
          group
              .query(NEXT_DUE)
              .first(row -> row.getLong(1), line.number, group.now)
              .orElse(Line.NEVER);
  }

  private void takePending(Group group, List<Delivery> taken) throws SQLException {
    while (taken.size() < max) {
      if (!line.hasReady() && line.behind) refill(group);
      Optional<Waiting> next = line.poll();
      if (next.isEmpty()) return;
      take(group, next.get(), taken);
    }
  }

  private void refill(Group group) throws SQLException {
    group.writeRunning();
    List<Waiting> read = group.query(PENDING).all(this::read, line.number);
    boolean more = read.size() == READ;
    for (Waiting waiting : read) {
      if (line.hasRoom()) line.hold(waiting);
      else more = true;
    }
    line.behind = more;
  }

  private Waiting read(ResultSet row) throws SQLException {
    return Rows.checked(row, line, lines.damage);
  }

  private void take(Group group, Waiting waiting, List<Delivery> taken) throws SQLException {
    Delivery delivery = deliver(group, waiting);
    if (line.damaged.remove(waiting.sequence())) bury(group, waiting.sequence());
    else taken.add(delivery);
  }

  /// A damaged record is no job that could be worked: it becomes a dead letter, which says so.
  private void bury(Group group, long sequence) throws SQLException {
    Lease lease = line.leased.remove(sequence);
    if (lease == null || !lease.end()) return;
    lines.leases.remove(sequence, lease);
    // The attempt must be written as begun before it is written as over.
    group.writeRunning();
    new Ending(group, lease).dead(DAMAGED, "", FinishedAttempt.End.FAILED);
    group.tell(new Event.Died(lease.waiting.job(), lease.attempt, DAMAGED));
  }

  private Delivery deliver(Group group, Waiting waiting) throws SQLException {
    var lease =
        new Lease(line, waiting, waiting.next(group.moment), tokens.incrementAndGet(), group.now);
    line.leased.put(waiting.sequence(), lease);
    lines.leases.put(waiting.sequence(), lease);
    line.nextExpiry = Math.min(line.nextExpiry, lease.deadline());
    group.begin(lease);
    group.count(line, Count.STARTED);
    group.tell(new Event.Started(waiting.job(), lease.attempt));
    return new Delivery(waiting.job(), lease.attempt, lease.receipt());
  }
}
