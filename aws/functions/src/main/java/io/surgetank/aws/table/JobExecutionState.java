package io.surgetank.aws.table;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A job's state and history. Each method returns the state after one transition.
///
/// @param begun attempts started in this round, without released ones
/// @param leases number of leases so far, with released ones
/// @param uncounted attempts whose start is not counted yet: a running one is counted when it ends
/// @param sentAt when its message was sent, or was to be sent
record JobExecutionState(
    State state,
    AttemptHistory attemptHistory,
    int round,
    int begun,
    long leases,
    int uncounted,
    Instant leasedUntil,
    Instant dueAt,
    Instant sentAt) {
  static JobExecutionState pending(Instant dueAt) {
    return new JobExecutionState(
        new State.Pending(), AttemptHistory.NONE, 0, 0, 0, 0, Instant.EPOCH, dueAt, dueAt);
  }

  /// The attempt that a worker is running.
  Optional<Attempt> running() {
    return switch (state) {
      case State.Processing(var attempt) -> Optional.of(attempt);
      case State.Pending _, State.Retrying _, State.Processed _, State.Dead _, State.Cancelled _ ->
          Optional.empty();
    };
  }

  /// When the job reached its end state, if it has.
  Optional<Instant> endedAt() {
    return switch (state) {
      case State.Processed(_, var endedAt) -> Optional.of(endedAt);
      case State.Dead(_, var endedAt) -> Optional.of(endedAt);
      case State.Cancelled(var endedAt) -> Optional.of(endedAt);
      case State.Pending _, State.Processing _, State.Retrying _ -> Optional.empty();
    };
  }

  JobExecutionState begin(Instant now, Duration lease) {
    var attempt = new Attempt(round, begun + 1, now);
    return new JobExecutionState(
        new State.Processing(attempt),
        attemptHistory,
        round,
        begun + 1,
        leases + 1,
        uncounted + 1,
        now.plus(lease),
        dueAt,
        sentAt);
  }

  JobExecutionState extend(Instant until) {
    return new JobExecutionState(
        state, attemptHistory, round, begun, leases, uncounted, until, dueAt, sentAt);
  }

  /// Undoes the last start of an attempt.
  JobExecutionState release() {
    State before = begun == 1 ? new State.Pending() : new State.Retrying(dueAt);
    return new JobExecutionState(
        before, attemptHistory, round, begun - 1, leases, 0, Instant.EPOCH, dueAt, sentAt);
  }

  JobExecutionState end(FinishedAttempt last, State state) {
    Instant due = state instanceof State.Retrying(var at) ? at : dueAt;
    return new JobExecutionState(
        state, attemptHistory.plus(last), round, begun, leases, 0, Instant.EPOCH, due, sentAt);
  }

  JobExecutionState at(State end) {
    return new JobExecutionState(
        end, attemptHistory, round, begun, leases, 0, Instant.EPOCH, dueAt, sentAt);
  }

  JobExecutionState nextRound(Instant now) {
    return new JobExecutionState(
        new State.Pending(), attemptHistory, round + 1, 0, leases, 0, Instant.EPOCH, now, now);
  }

  JobExecutionState sent(Instant now) {
    return new JobExecutionState(
        state, attemptHistory, round, begun, leases, uncounted, leasedUntil, dueAt, now);
  }
}
