package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.work.Outcome;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.LongPredicate;

/// Applies an outcome; without one, releases the delivery as if it had never been leased.
final class SettleWrite extends Write<SettleResult> {
  private final PipelineStates states;
  private final Optional<Lease> lease;
  private final Optional<Outcome> outcome;
  private final LongPredicate isAwaited;

  /// @param isAwaited whether a caller waits for the end of the job with this sequence
  SettleWrite(
      PipelineStates states,
      Optional<Lease> lease,
      Optional<Outcome> outcome,
      LongPredicate isAwaited) {
    this.states = states;
    this.lease = lease;
    this.outcome = outcome;
    this.isAwaited = isAwaited;
  }

  @Override
  boolean waitsIndefinitely() {
    return true;
  }

  /// Not if it releases the next job of an ordering key.
  @Override
  boolean mayBeDelayed() {
    if (lease.isEmpty() || outcome.isEmpty()) return false;
    ReadyJob ready = lease.get().ready;
    return ready.ordering() == ReadyJob.NONE && !isAwaited.test(ready.sequence());
  }

  @Override
  boolean isLoggable() {
    if (lease.isEmpty()) return true;
    ReadyJob ready = lease.get().ready;
    return outcome.isPresent()
        && outcome.get() instanceof Outcome.Processed
        && ready.isNew()
        && ready.ordering() == ReadyJob.NONE;
  }

  @Override
  SettleResult apply(WriteBatch batch) throws SQLException {
    if (lease.isEmpty() || !lease.get().end()) return SettleResult.STALE;
    Lease ending = lease.get();
    ending.state.leased.remove(ending.ready.sequence());
    states.leases.remove(ending.ready.sequence(), ending);
    batch.touch(ending.state);
    if (outcome.isPresent()) new AttemptCompletion(batch, ending).write(outcome.get());
    else release(batch, ending);
    return SettleResult.SETTLED;
  }

  private static void release(WriteBatch batch, Lease lease) {
    ReadyJob ready = lease.ready;
    batch.end(lease);
    if (ready.isPending()) lease.state.holdFirst(ready);
    else lease.state.nextDue = Math.min(lease.state.nextDue, ready.due());
    batch.addEvent(new Event.Released(ready.job(), lease.attempt));
  }
}
