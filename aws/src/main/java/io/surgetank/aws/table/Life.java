package io.surgetank.aws.table;

import io.surgetank.job.Attempt;
import io.surgetank.job.FinishedAttempt;
import io.surgetank.job.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Where a job stands and how it came there. Each method tells the life after one step.
///
/// @param begun attempts begun in this round, released ones not counted
/// @param leases which lease of the job is the latest, released ones counted
/// @param sentAt when its message was sent, or was to be
record Life(
    State state,
    Evidence evidence,
    int round,
    int begun,
    long leases,
    Instant leasedUntil,
    Instant dueAt,
    Instant sentAt) {
  static Life pending(Instant dueAt) {
    return new Life(new State.Pending(), Evidence.NONE, 0, 0, 0, Instant.EPOCH, dueAt, dueAt);
  }

  /// The attempt that a worker has now.
  Optional<Attempt> running() {
    return switch (state) {
      case State.Processing(var attempt) -> Optional.of(attempt);
      case State.Pending _, State.Retrying _, State.Processed _, State.Dead _, State.Cancelled _ ->
          Optional.empty();
    };
  }

  /// When the job came to its end, if it has.
  Optional<Instant> endedAt() {
    return switch (state) {
      case State.Processed(_, var endedAt) -> Optional.of(endedAt);
      case State.Dead(_, var endedAt) -> Optional.of(endedAt);
      case State.Cancelled(var endedAt) -> Optional.of(endedAt);
      case State.Pending _, State.Processing _, State.Retrying _ -> Optional.empty();
    };
  }

  Life begin(Instant now, Duration lease) {
    var attempt = new Attempt(round, begun + 1, now);
    return new Life(
        new State.Processing(attempt),
        evidence,
        round,
        begun + 1,
        leases + 1,
        now.plus(lease),
        dueAt,
        sentAt);
  }

  Life extend(Instant until) {
    return new Life(state, evidence, round, begun, leases, until, dueAt, sentAt);
  }

  /// Undoes the last beginning.
  Life giveBack() {
    State before = begun == 1 ? new State.Pending() : new State.Retrying(dueAt);
    return new Life(before, evidence, round, begun - 1, leases, Instant.EPOCH, dueAt, sentAt);
  }

  Life end(FinishedAttempt last, State state) {
    Instant due = state instanceof State.Retrying(var at) ? at : dueAt;
    return new Life(state, evidence.plus(last), round, begun, leases, Instant.EPOCH, due, sentAt);
  }

  Life at(State end) {
    return new Life(end, evidence, round, begun, leases, Instant.EPOCH, dueAt, sentAt);
  }

  Life nextRound(Instant now) {
    return new Life(new State.Pending(), evidence, round + 1, 0, leases, Instant.EPOCH, now, now);
  }

  Life sent(Instant now) {
    return new Life(state, evidence, round, begun, leases, leasedUntil, dueAt, now);
  }
}
