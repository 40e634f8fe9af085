package io.surgetank.engine.sqlite;

import io.surgetank.event.Event;
import io.surgetank.job.FinishedAttempt.End;
import io.surgetank.job.Status;
import io.surgetank.work.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Writes how an attempt ended, and where the job stands then.
final class Ending {
  private static final String PROCESSED =
      "UPDATE job SET status = "
          + Codes.of(Status.PROCESSED)
          + ", tried = ?, attempts = ?, started = ?, ended = ?, outcome = ?, ended_crc = ?"
          + " WHERE seq = ?";
  private static final String PROCESSED_RETRY = PROCESSED.replace(", tried", ", due = NULL, tried");
  private static final String FAILED =
      "UPDATE job SET status = ?, due = ?, tried = ?, attempts = ?, started = ?, ended = ?,"
          + " outcome = ?, ended_crc = ? WHERE seq = ?";
  private static final String ATTEMPT =
      "INSERT INTO attempt(seq, ordinal, round, number, started, ended, ending, failure, stack_trace)"
          + " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final Group group;
  private final Lease lease;
  private final Waiting waiting;
  private final long started;
  private final long ended;

  Ending(Group group, Lease lease) {
    this.group = group;
    this.lease = lease;
    this.waiting = lease.waiting;
    this.started = lease.attempt.startedAt().toEpochMilli();
    this.ended = Math.max(started, group.moment);
  }

  void write(Outcome outcome) throws SQLException {
    switch (outcome) {
      case Outcome.Processed(var result) -> processed(result);
      case Outcome.Retry(var after, var failure, var stackTrace) -> {
        retry(after, failure, stackTrace, End.FAILED);
        group.tell(new Event.Retried(waiting.job(), lease.attempt, after, failure, stackTrace));
      }
      case Outcome.Dead(var failure, var stackTrace) -> {
        dead(failure, stackTrace, End.FAILED);
        group.tell(new Event.Died(waiting.job(), lease.attempt, failure, stackTrace));
      }
    }
  }

  private void processed(String result) throws SQLException {
    group
        .query(waiting.isPending() ? PROCESSED : PROCESSED_RETRY)
        .update(
            lease.attempt.number(),
            waiting.attempts() + 1,
            started,
            ended,
            result,
            checksum(Status.PROCESSED, result),
            waiting.sequence());
    group.end(lease);
    group.count(lease.line, Count.PROCESSED);
    atEnd();
    var took = Duration.ofMillis(group.now - lease.begunAt);
    group.tell(new Event.Processed(waiting.job(), lease.attempt, took));
  }

  /// Due again after the wait.
  void retry(Duration after, String failure, String stackTrace, End end) throws SQLException {
    long due = group.now + after.toMillis();
    failed(Status.RETRYING, due, failure);
    attempt(failure, stackTrace, end);
    lease.line.nextDue = Math.min(lease.line.nextDue, due);
    group.count(lease.line, Count.RETRIED);
  }

  void dead(String failure, String stackTrace, End end) throws SQLException {
    failed(Status.DEAD, null, failure);
    attempt(failure, stackTrace, end);
    group.count(lease.line, Count.DIED);
    atEnd();
  }

  private void failed(Status status, @Nullable Long due, String failure) throws SQLException {
    group
        .query(FAILED)
        .update(
            Codes.of(status),
            due,
            lease.attempt.number(),
            waiting.attempts() + 1,
            started,
            ended,
            failure,
            checksum(status, failure),
            waiting.sequence());
  }

  private void attempt(String failure, String stackTrace, End end) throws SQLException {
    group
        .query(ATTEMPT)
        .update(
            waiting.sequence(),
            waiting.attempts() + 1,
            lease.attempt.round(),
            lease.attempt.number(),
            started,
            ended,
            Codes.of(end),
            failure,
            stackTrace.isEmpty() ? null : stackTrace);
    group.end(lease);
  }

  private long checksum(Status status, String outcome) {
    return new Checksum.Ended(
            waiting.sequence(),
            Codes.of(status),
            waiting.round(),
            lease.attempt.number(),
            waiting.attempts() + 1,
            started,
            ended,
            outcome)
        .checksum();
  }

  private void atEnd() throws SQLException {
    group.count(lease.line, Count.WAITING, -1);
    Succession.advance(group, lease.line, waiting.ordering());
    group.ended(waiting.sequence());
  }
}
