package io.surgetank.sqlite;

import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.Status;
import java.util.List;

/// Queries that find inconsistent records: each row is a pipeline, a sequence, a salt and a
/// description.
final class VerificationQueries {
  private static final int PENDING = DbCodes.of(Status.PENDING);
  private static final int RETRYING = DbCodes.of(Status.RETRYING);
  private static final int PROCESSED = DbCodes.of(Status.PROCESSED);
  private static final int DEAD = DbCodes.of(Status.DEAD);
  private static final int CANCELLED = DbCodes.of(Status.CANCELLED);

  private static final String RECORDS =
      """
      SELECT pipeline, seq, salt, error FROM (
        SELECT pipeline, seq, salt, CASE
          WHEN status NOT IN (%1$d, %2$d, %3$d, %4$d, %5$d, %6$d) THEN 'has an unknown status'
          WHEN payload = '' OR typeof(payload) <> 'text' THEN 'has no payload'
          WHEN status = %3$d AND outcome IS NULL THEN 'is processed without a result'
          WHEN status = %4$d AND outcome IS NULL THEN 'is dead without a failure'
          WHEN status IN (%3$d, %4$d, %5$d) AND ended IS NULL THEN 'has finished without a time'
          WHEN status IN (%3$d, %4$d) AND attempts = 0 THEN 'has finished without an attempt'
          WHEN status = %2$d AND due IS NULL THEN 'is to be retried but has no due time'
          WHEN status <> %2$d AND due IS NOT NULL THEN 'has a due time but is not to be retried'
          WHEN attempts - (status = %3$d)
              <> (SELECT count(*) FROM attempt WHERE attempt.seq = job.seq)
            THEN 'has a different number of attempts than it counts'
          END AS error
        FROM job) WHERE error IS NOT NULL\
      """
          .formatted(PENDING, RETRYING, PROCESSED, DEAD, CANCELLED, DbCodes.HELD);

  private static final String RUNNING =
      """
      SELECT coalesce(j.pipeline, (SELECT min(number) FROM pipeline)), r.seq, coalesce(j.salt, 0),
          iif(j.seq IS NULL, 'is running without a record', 'is running after it has finished')
        FROM running r LEFT JOIN job j ON j.seq = r.seq
        WHERE j.seq IS NULL OR j.status NOT IN (%d, %d)\
      """
          .formatted(PENDING, RETRYING);

  private static final String KEYS =
      """
      SELECT coalesce(j.pipeline, (SELECT min(number) FROM pipeline)), k.seq, coalesce(j.salt, 0),
          iif(j.seq IS NULL, 'has a key without a record', 'has a key that is not in its record')
        FROM job_key k LEFT JOIN job j ON j.seq = k.seq
        WHERE j.seq IS NULL
          OR k.extra = 0 AND k.value IS NOT iif(k.kind = %d, j.idempotency_key, j.client_id)\
      """
          .formatted(DbCodes.of(JobKey.Kind.IDEMPOTENCY_KEY));

  private static final String BATCHES =
      """
      SELECT (SELECT min(number) FROM pipeline), 0, 0, 'batch ' || value || ' at ' || path || ' has '
          || there || ' jobs, but counts ' || jobs FROM (
        SELECT b.value, b.path, b.jobs, (SELECT count(*) FROM job_key k WHERE k.kind = %d
            AND k.value >= b.value || '/' AND k.value < b.value || '0' AND k.path = b.path
            AND instr(substr(k.value, length(b.value) + 2), '/') = 0) AS there
          FROM batch b) WHERE there <> jobs\
      """
          .formatted(DbCodes.of(JobKey.Kind.BATCH_ELEMENT));

  private static final String ATTEMPTS =
      """
      SELECT DISTINCT (SELECT min(number) FROM pipeline), a.seq, 0, 'has attempts without a record'
        FROM attempt a WHERE NOT EXISTS (SELECT 1 FROM job WHERE job.seq = a.seq)\
      """;

  private static final String UNKNOWN_KEYS =
      """
      SELECT pipeline, seq, salt, 'has a key that does not refer to it' FROM job
        WHERE (idempotency_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM job_key k
            WHERE k.kind = %d AND k.value = idempotency_key
              AND k.seq = job.seq))
          OR (client_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM job_key k
            WHERE k.kind = %d AND k.value = client_id
              AND k.seq = job.seq))\
      """
          .formatted(DbCodes.of(JobKey.Kind.IDEMPOTENCY_KEY), DbCodes.of(JobKey.Kind.CLIENT_ID));

  private static final String ORDER =
      """
      SELECT pipeline, seq, salt, 'its ordering key has ' || free || ' ready jobs instead of 1' FROM (
        SELECT pipeline, min(seq) AS seq, salt, sum(status <> %d) AS free
          FROM job WHERE %s GROUP BY pipeline, ordering) WHERE free <> 1\
      """
          .formatted(DbCodes.HELD, Schema.UNFINISHED);

  static final List<String> ALL =
      List.of(RECORDS, RUNNING, KEYS, BATCHES, ATTEMPTS, UNKNOWN_KEYS, ORDER);

  private VerificationQueries() {}
}
