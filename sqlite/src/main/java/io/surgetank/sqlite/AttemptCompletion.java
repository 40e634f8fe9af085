package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.FinishedAttempt.End;
import io.surgetank.core.job.Status;
import io.surgetank.core.work.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Records the outcome of an attempt and the job's new state.
final class AttemptCompletion {
  private static final String FAILED =
      "UPDATE job SET status = ?, due = ?, tried = ?, attempts = ?, started = ?, ended = ?,"
          + " outcome = ?, ended_crc = ? WHERE seq = ?";
  private static final String ATTEMPT =
      "INSERT INTO attempt(seq, ordinal, round, number, started, ended, ending, failure,"
          + " stack_trace) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final WriteBatch batch;
  private final Lease lease;
  private final ReadyJob ready;
  private final long started;
  private final long ended;

  AttemptCompletion(WriteBatch batch, Lease lease) {
    this.batch = batch;
    this.lease = lease;
    this.ready = lease.ready;
    this.started = lease.attempt.startedAt().toEpochMilli();
    this.ended = Math.max(started, batch.moment);
  }

  void write(Outcome outcome) throws SQLException {
    switch (outcome) {
      case Outcome.Processed(var result) -> processed(result);
      case Outcome.Retry(var after, var failure, var stackTrace) -> {
        retry(after, failure, stackTrace, End.FAILED);
        batch.addEvent(new Event.Retried(ready.job(), lease.attempt, after, failure, stackTrace));
      }
      case Outcome.Dead(var failure, var stackTrace) -> {
        dead(failure, stackTrace, End.FAILED);
        batch.addEvent(new Event.DeadLettered(ready.job(), lease.attempt, failure, stackTrace));
      }
    }
  }

  private void processed(String result) throws SQLException {
    batch.processed(lease, ended, result);
    batch.count(lease.state, Counter.PROCESSED);
    atEnd();
    var took = Duration.ofMillis(batch.now - lease.begunAt);
    batch.addEvent(new Event.Processed(ready.job(), lease.attempt, took));
  }

  /// Schedules the next attempt.
  void retry(Duration after, String failure, String stackTrace, End end) throws SQLException {
    long due = batch.now + after.toMillis();
    failed(Status.RETRYING, due, failure);
    batch.storeNow();
    attempt(failure, stackTrace, end);
    lease.state.nextDue = Math.min(lease.state.nextDue, due);
    batch.count(lease.state, Counter.RETRIED);
  }

  void dead(String failure, String stackTrace, End end) throws SQLException {
    failed(Status.DEAD, null, failure);
    attempt(failure, stackTrace, end);
    batch.count(lease.state, Counter.DEAD_LETTERED);
    atEnd();
  }

  private void failed(Status status, @Nullable Long due, String failure) throws SQLException {
    batch
        .query(FAILED)
        .update(
            DbCodes.of(status),
            due,
            lease.attempt.number(),
            ready.attempts() + 1,
            started,
            ended,
            failure,
            checksum(status, failure),
            ready.sequence());
  }

  private void attempt(String failure, String stackTrace, End end) throws SQLException {
    batch
        .query(ATTEMPT)
        .update(
            ready.sequence(),
            ready.attempts() + 1,
            lease.attempt.round(),
            lease.attempt.number(),
            started,
            ended,
            DbCodes.of(end),
            failure,
            stackTrace.isEmpty() ? null : stackTrace);
    batch.end(lease);
  }

  private long checksum(Status status, String outcome) {
    return new Checksum.Ended(
            ready.sequence(),
            DbCodes.of(status),
            ready.round(),
            lease.attempt.number(),
            ready.attempts() + 1,
            started,
            ended,
            outcome)
        .checksum();
  }

  private void atEnd() throws SQLException {
    batch.count(lease.state, Counter.UNFINISHED, -1);
    KeyOrdering.advance(batch, lease.state, ready.ordering());
    batch.ended(ready.sequence());
  }
}
