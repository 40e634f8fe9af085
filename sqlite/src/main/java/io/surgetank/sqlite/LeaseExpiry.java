package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.FinishedAttempt.End;
import io.surgetank.core.work.Outcome;
import io.surgetank.core.work.RetryDecision;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// An attempt whose outcome nobody reported. It counts: a job that kills its process must not be
/// tried for ever.
final class LeaseExpiry {
  private LeaseExpiry() {}

  /// Takes back every lease of the line whose time is up.
  static void ofExpired(
      WriteBatch writeBatch, PipelineStates pipelineStates, PipelineState pipelineState)
      throws SQLException {
    if (pipelineState.nextExpiry > writeBatch.now) return;
    long next = PipelineState.NEVER;
    for (Lease lease : List.copyOf(pipelineState.leased.values())) {
      if (lease.expire(writeBatch.now)) {
        pipelineState.leased.remove(lease.readyJob.sequence());
        pipelineStates.leases.remove(lease.readyJob.sequence(), lease);
        write(writeBatch, lease, RetryDecision.LEASE_RAN_OUT);
      } else {
        next = Math.min(next, lease.deadline());
      }
    }
    pipelineState.nextExpiry = next;
    writeBatch.touch(pipelineState);
  }

  static void write(WriteBatch writeBatch, Lease lease, String failure) throws SQLException {
    var attemptRecorder = new AttemptRecorder(writeBatch, lease);
    writeBatch.tell(new Event.Abandoned(lease.readyJob.job(), lease.attempt, failure));
    switch (next(lease, failure)) {
      case Outcome.Processed(_) -> throw new AssertionError("nobody processed it");
      case Outcome.Retry(var after, _, _) ->
          attemptRecorder.retry(after, failure, "", End.ABANDONED);
      case Outcome.Dead(_, _) -> {
        attemptRecorder.dead(failure, "", End.ABANDONED);
        writeBatch.tell(new Event.DeadLettered(lease.readyJob.job(), lease.attempt, failure));
      }
    }
  }

  /// A job whose pipeline is gone from the descriptor has no policy by which it could die.
  private static Outcome next(Lease lease, String failure) {
    return lease
        .pipelineState
        .pipeline
        .map(p -> RetryDecision.afterAbandonment(p.retry(), lease.attempt.number(), failure))
        .orElse(new Outcome.Retry(Duration.ZERO, failure));
  }
}
