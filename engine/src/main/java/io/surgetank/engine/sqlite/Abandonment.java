package io.surgetank.engine.sqlite;

import io.surgetank.event.Event;
import io.surgetank.job.FinishedAttempt.End;
import io.surgetank.work.Outcome;
import io.surgetank.work.RetryDecision;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// An attempt whose outcome nobody reported. It counts: a job that kills its process must not be
/// tried for ever.
final class Abandonment {
  private Abandonment() {}

  /// Takes back every lease of the line whose time is up.
  static void ofExpired(Group group, Lines lines, Line line) throws SQLException {
    if (line.nextExpiry > group.now) return;
    long next = Line.NEVER;
    for (Lease lease : List.copyOf(line.leased.values())) {
      if (lease.expire(group.now)) {
        line.leased.remove(lease.waiting.sequence());
        lines.leases.remove(lease.waiting.sequence(), lease);
        write(group, lease, RetryDecision.LEASE_RAN_OUT);
      } else {
        next = Math.min(next, lease.deadline());
      }
    }
    line.nextExpiry = next;
    group.touch(line);
  }

  static void write(Group group, Lease lease, String failure) throws SQLException {
    var ending = new Ending(group, lease);
    group.tell(new Event.Abandoned(lease.waiting.job(), lease.attempt, failure));
    switch (next(lease, failure)) {
      case Outcome.Processed(_) -> throw new AssertionError("nobody processed it");
      case Outcome.Retry(var after, _, _) -> ending.retry(after, failure, "", End.ABANDONED);
      case Outcome.Dead(_, _) -> {
        ending.dead(failure, "", End.ABANDONED);
        group.tell(new Event.Died(lease.waiting.job(), lease.attempt, failure));
      }
    }
  }

  /// A job whose pipeline is gone from the descriptor has no policy by which it could die.
  private static Outcome next(Lease lease, String failure) {
    return lease
        .line
        .pipeline
        .map(p -> RetryDecision.afterAbandonment(p.retry(), lease.attempt.number(), failure))
        .orElse(new Outcome.Retry(Duration.ZERO, failure));
  }
}
