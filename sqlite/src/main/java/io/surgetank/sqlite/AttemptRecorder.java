package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.FinishedAttempt.End;
import io.surgetank.core.job.Status;
import io.surgetank.core.work.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Writes how an attempt ended, and where the job stands then.
final class AttemptRecorder {
  private static final String PROCESSED =
      "UPDATE job SET status = "
          + DbCodes.of(Status.PROCESSED)
          + ", tried = ?, attempts = ?, started = ?, ended = ?, outcome = ?, ended_crc = ?"
          + " WHERE seq = ?";
  private static final String PROCESSED_RETRY = PROCESSED.replace(", tried", ", due = NULL, tried");
  private static final String FAILED =
      "UPDATE job SET status = ?, due = ?, tried = ?, attempts = ?, started = ?, ended = ?,"
          + " outcome = ?, ended_crc = ? WHERE seq = ?";
  private static final String ATTEMPT =
      "INSERT INTO attempt(seq, ordinal, round, number, started, ended, ending, failure, stack_trace)"
          + " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final WriteBatch writeBatch;
  private final Lease lease;
  private final ReadyJob readyJob;
  private final long started;
  private final long ended;

  AttemptRecorder(WriteBatch writeBatch, Lease lease) {
    this.writeBatch = writeBatch;
    this.lease = lease;
    this.readyJob = lease.readyJob;
    this.started = lease.attempt.startedAt().toEpochMilli();
    this.ended = Math.max(started, writeBatch.moment);
  }

  void write(Outcome outcome) throws SQLException {
    switch (outcome) {
      case Outcome.Processed(var result) -> processed(result);
      case Outcome.Retry(var after, var failure, var stackTrace) -> {
        retry(after, failure, stackTrace, End.FAILED);
        writeBatch.tell(
            new Event.Retried(readyJob.job(), lease.attempt, after, failure, stackTrace));
      }
      case Outcome.Dead(var failure, var stackTrace) -> {
        dead(failure, stackTrace, End.FAILED);
        writeBatch.tell(new Event.DeadLettered(readyJob.job(), lease.attempt, failure, stackTrace));
      }
    }
  }

  private void processed(String result) throws SQLException {
    writeBatch
        .query(readyJob.isPending() ? PROCESSED : PROCESSED_RETRY)
        .update(
            lease.attempt.number(),
            readyJob.attempts() + 1,
            started,
            ended,
            result,
            checksum(Status.PROCESSED, result),
            readyJob.sequence());
    writeBatch.end(lease);
    writeBatch.count(lease.pipelineState, Counter.PROCESSED);
    atEnd();
    var took = Duration.ofMillis(writeBatch.now - lease.begunAt);
    writeBatch.tell(new Event.Processed(readyJob.job(), lease.attempt, took));
  }

  /// Due again after the wait.
  void retry(Duration after, String failure, String stackTrace, End end) throws SQLException {
    long due = writeBatch.now + after.toMillis();
    failed(Status.RETRYING, due, failure);
    attempt(failure, stackTrace, end);
    lease.pipelineState.nextDue = Math.min(lease.pipelineState.nextDue, due);
    writeBatch.count(lease.pipelineState, Counter.RETRIED);
  }

  void dead(String failure, String stackTrace, End end) throws SQLException {
    failed(Status.DEAD, null, failure);
    attempt(failure, stackTrace, end);
    writeBatch.count(lease.pipelineState, Counter.DIED);
    atEnd();
  }

  private void failed(Status status, @Nullable Long due, String failure) throws SQLException {
    writeBatch
        .query(FAILED)
        .update(
            DbCodes.of(status),
            due,
            lease.attempt.number(),
            readyJob.attempts() + 1,
            started,
            ended,
            failure,
            checksum(status, failure),
            readyJob.sequence());
  }

  private void attempt(String failure, String stackTrace, End end) throws SQLException {
    writeBatch
        .query(ATTEMPT)
        .update(
            readyJob.sequence(),
            readyJob.attempts() + 1,
            lease.attempt.round(),
            lease.attempt.number(),
            started,
            ended,
            DbCodes.of(end),
            failure,
            stackTrace.isEmpty() ? null : stackTrace);
    writeBatch.end(lease);
  }

  private long checksum(Status status, String outcome) {
    return new Checksum.Ended(
            readyJob.sequence(),
            DbCodes.of(status),
            readyJob.round(),
            lease.attempt.number(),
            readyJob.attempts() + 1,
            started,
            ended,
            outcome)
        .checksum();
  }

  private void atEnd() throws SQLException {
    writeBatch.count(lease.pipelineState, Counter.WAITING, -1);
    KeyOrdering.advance(writeBatch, lease.pipelineState, readyJob.ordering());
    writeBatch.ended(readyJob.sequence());
  }
}
