package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.FinishedAttempt.End;
import io.surgetank.core.work.Outcome;
import io.surgetank.core.work.RetryDecision;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// Handles attempts without a reported outcome. They count: a job that kills its process must not
/// be retried forever.
final class AbandonedAttemptCompletion {
  private AbandonedAttemptCompletion() {}

  /// Ends every expired lease of the pipeline.
  static void ofExpired(WriteBatch batch, PipelineStates states, PipelineState state)
      throws SQLException {
    if (state.nextExpiry > batch.now) return;
    long next = PipelineState.NEVER;
    for (Lease lease : List.copyOf(state.leased.values())) {
      if (lease.expire(batch.now)) {
        state.leased.remove(lease.ready.sequence());
        states.leases.remove(lease.ready.sequence(), lease);
        write(batch, lease, RetryDecision.LEASE_RAN_OUT);
      } else {
        next = Math.min(next, lease.deadline());
      }
    }
    state.nextExpiry = next;
    batch.touch(state);
  }

  static void write(WriteBatch batch, Lease lease, String failure) throws SQLException {
    var recorder = new AttemptCompletion(batch, lease);
    batch.addEvent(new Event.Abandoned(lease.ready.job(), lease.attempt, failure));
    switch (next(lease, failure)) {
      case Outcome.Processed(_) ->
          throw new AssertionError("an abandoned attempt was not processed");
      case Outcome.Retry(var after, _, _) -> recorder.retry(after, failure, "", End.ABANDONED);
      case Outcome.Dead(_, _) -> {
        recorder.dead(failure, "", End.ABANDONED);
        batch.addEvent(new Event.DeadLettered(lease.ready.job(), lease.attempt, failure));
      }
    }
  }

  /// A job whose pipeline was removed from the configuration has no retry policy.
  private static Outcome next(Lease lease, String failure) {
    return lease
        .state
        .pipeline
        .map(p -> RetryDecision.afterAbandonment(p.retry(), lease.attempt.number(), failure))
        .orElse(new Outcome.Retry(Duration.ZERO, failure));
  }
}
