package io.surgetank.engine.sqlite;

import io.surgetank.event.Event;
import io.surgetank.queue.Settlement;
import io.surgetank.work.Outcome;
import java.sql.SQLException;
import java.util.Optional;

/// Carries an outcome out; without one, gives the delivery back as if it had never been leased.
final class SettleWrite extends Write<Settlement> {
  private final Lines lines;
  private final Optional<Lease> lease;
  private final Optional<Outcome> outcome;

  SettleWrite(Lines lines, Optional<Lease> lease, Optional<Outcome> outcome) {
    this.lines = lines;
    this.lease = lease;
    this.outcome = outcome;
  }

  @Override
  boolean isPatient() {
    return true;
  }

  @Override
  Settlement apply(Group group) throws SQLException {
    if (lease.isEmpty() || !lease.get().end()) return Settlement.STALE;
    Lease ending = lease.get();
    ending.line.leased.remove(ending.waiting.sequence());
    lines.leases.remove(ending.waiting.sequence(), ending);
    group.touch(ending.line);
    if (outcome.isPresent()) new Ending(group, ending).write(outcome.get());
    else giveBack(group, ending);
    return Settlement.SETTLED;
  }

  private static void giveBack(Group group, Lease lease) {
    Waiting waiting = lease.waiting;
    group.end(lease);
    if (waiting.isPending()) lease.line.holdFirst(waiting);
    else lease.line.nextDue = Math.min(lease.line.nextDue, waiting.due());
    group.tell(new Event.Released(waiting.job(), lease.attempt));
  }
}
