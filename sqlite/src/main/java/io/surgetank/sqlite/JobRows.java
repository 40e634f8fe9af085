package io.surgetank.sqlite;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.OrderingKey;
import io.surgetank.core.job.Status;
import io.surgetank.core.store.Submission;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Writes rows of the table of jobs.
final class JobRows {
  private static final String PLAIN =
      "INSERT OR IGNORE INTO job(seq, salt, pipeline, status, payload, crc) VALUES(?, ?, ?, "
          + DbCodes.of(Status.PENDING)
          + ", ?, ?)";
  private static final String WITH_ALL =
      "INSERT OR IGNORE INTO job(seq, salt, pipeline, status, payload, trace, idempotency_key,"
          + " client_id, ordering, crc, owner) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String PROCESSED =
      "UPDATE job SET status = "
          + DbCodes.of(Status.PROCESSED)
          + ", tried = ?, attempts = ?, started = ?, ended = ?, outcome = ?, ended_crc = ?"
          + " WHERE seq = ?";
  private static final String PROCESSED_RETRY = PROCESSED.replace(", tried", ", due = NULL, tried");

  private JobRows() {}

  /// Returns the number of rows: 0 if a job with this sequence exists.
  static int insert(DatabaseConnection connection, int pipeline, Submission submission, int status)
      throws SQLException {
    Job job = submission.job();
    JobId id = job.id();
    String trace = trace(job);
    long ordering = submission.orderingKey().map(OrderingKey::number).orElse(ReadyJob.NONE);
    long crc = checksum(job, trace, ordering);
    if (trace == null
        && job.owner().isNone()
        && submission.keys().isEmpty()
        && submission.orderingKey().isEmpty())
      return connection.query(PLAIN).update(id.sequence(), id.salt(), pipeline, job.payload(), crc);
    return connection
        .query(WITH_ALL)
        .update(
            id.sequence(),
            id.salt(),
            pipeline,
            status,
            job.payload(),
            trace,
            key(submission, JobKey.Kind.IDEMPOTENCY_KEY),
            key(submission, JobKey.Kind.CLIENT_ID),
            submission.orderingKey().map(OrderingKey::number).orElse(null),
            crc,
            owner(job));
  }

  static @Nullable String key(Submission submission, JobKey.Kind kind) {
    for (JobKey key : submission.keys()) if (key.kind() == kind) return key.value();
    return null;
  }

  /// Records that a stored job was processed in its first attempt.
  static void processed(
      DatabaseConnection connection, long sequence, Memtable.Completion completion)
      throws SQLException {
    connection
        .query(PROCESSED)
        .update(
            1,
            1,
            completion.startedAt(),
            completion.endedAt(),
            completion.result(),
            firstAttempt(sequence, completion).checksum(),
            sequence);
  }

  static Checksum.Ended firstAttempt(long sequence, Memtable.Completion completion) {
    return new Checksum.Ended(
        sequence,
        DbCodes.of(Status.PROCESSED),
        0,
        1,
        1,
        completion.startedAt(),
        completion.endedAt(),
        completion.result());
  }

  /// Records that an attempt has processed its job.
  static void processed(DatabaseConnection connection, Lease lease, long endedAt, String result)
      throws SQLException {
    ReadyJob ready = lease.ready;
    long startedAt = lease.attempt.startedAt().toEpochMilli();
    var ended =
        new Checksum.Ended(
            ready.sequence(),
            DbCodes.of(Status.PROCESSED),
            ready.round(),
            lease.attempt.number(),
            ready.attempts() + 1,
            startedAt,
            endedAt,
            result);
    connection
        .query(ready.isPending() ? PROCESSED : PROCESSED_RETRY)
        .update(
            lease.attempt.number(),
            ready.attempts() + 1,
            startedAt,
            endedAt,
            result,
            ended.checksum(),
            ready.sequence());
  }

  static long checksum(Job job, @Nullable String trace, long ordering) {
    return new Checksum.Content(job.id(), job.payload(), trace, ordering, owner(job)).checksum();
  }

  static @Nullable String owner(Job job) {
    return job.owner().isNone() ? null : job.owner().value();
  }

  static @Nullable String trace(Job job) {
    return job.trace().isOf(job.id()) ? null : job.trace().traceparent();
  }
}
