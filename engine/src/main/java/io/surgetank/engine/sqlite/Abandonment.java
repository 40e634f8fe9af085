package io.surgetank.engine.sqlite;

import io.surgetank.event.Event;
import io.surgetank.job.FinishedAttempt.End;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// An attempt whose outcome nobody reported. It counts: a job that kills its process must not be
/// tried for ever. When it was the last, the job is dead; else it is due again at once, since the
/// time that the lease took was wait enough.
final class Abandonment {
  static final String LEASE_OVER = "abandoned: the lease ran out before an outcome was reported";
  static final String PROCESS_DIED = "abandoned: the process ended before an outcome was reported";

  private Abandonment() {}

  /// Takes back every lease of the line whose time is up.
  static void ofExpired(Group group, Lines lines, Line line) throws SQLException {
    if (line.nextExpiry > group.now) return;
    long next = Line.NEVER;
    for (Lease lease : List.copyOf(line.leased.values())) {
      if (lease.expire(group.now)) {
        line.leased.remove(lease.waiting.sequence());
        lines.leases.remove(lease.waiting.sequence(), lease);
        write(group, lease, LEASE_OVER);
      } else {
        next = Math.min(next, lease.deadline());
      }
    }
    line.nextExpiry = next;
    group.touch(line);
  }

  static void write(Group group, Lease lease, String failure) throws SQLException {
    var ending = new Ending(group, lease);
    boolean last =
        lease.line.pipeline.map(p -> p.retry().isLast(lease.attempt.number())).orElse(false);
    group.tell(new Event.Abandoned(lease.waiting.job(), lease.attempt, failure));
    if (last) {
      ending.dead(failure, End.ABANDONED);
      group.tell(new Event.Died(lease.waiting.job(), lease.attempt, failure));
    } else {
      ending.retry(Duration.ZERO, failure, End.ABANDONED);
    }
  }
}
