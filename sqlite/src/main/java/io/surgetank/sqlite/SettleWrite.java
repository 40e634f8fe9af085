package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.work.Outcome;
import java.sql.SQLException;
import java.util.Optional;

/// Carries an outcome out; without one, gives the delivery back as if it had never been leased.
final class SettleWrite extends Write<SettleResult> {
  private final PipelineStates pipelineStates;
  private final Optional<Lease> lease;
  private final Optional<Outcome> outcome;

  SettleWrite(PipelineStates pipelineStates, Optional<Lease> lease, Optional<Outcome> outcome) {
    this.pipelineStates = pipelineStates;
    this.lease = lease;
    this.outcome = outcome;
  }

  @Override
  boolean isPatient() {
    return true;
  }

  @Override
  SettleResult apply(WriteBatch writeBatch) throws SQLException {
    if (lease.isEmpty() || !lease.get().end()) return SettleResult.STALE;
    Lease ending = lease.get();
    ending.pipelineState.leased.remove(ending.readyJob.sequence());
    pipelineStates.leases.remove(ending.readyJob.sequence(), ending);
    writeBatch.touch(ending.pipelineState);
    if (outcome.isPresent()) new AttemptRecorder(writeBatch, ending).write(outcome.get());
    else giveBack(writeBatch, ending);
    return SettleResult.SETTLED;
  }

  private static void giveBack(WriteBatch writeBatch, Lease lease) {
    ReadyJob readyJob = lease.readyJob;
    writeBatch.end(lease);
    if (readyJob.isPending()) lease.pipelineState.holdFirst(readyJob);
    else lease.pipelineState.nextDue = Math.min(lease.pipelineState.nextDue, readyJob.due());
    writeBatch.tell(new Event.Released(readyJob.job(), lease.attempt));
  }
}
