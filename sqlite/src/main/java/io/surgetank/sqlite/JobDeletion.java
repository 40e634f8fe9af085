package io.surgetank.sqlite;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Deletes records with their keys and attempts; the ledger still counts them.
final class JobDeletion {
  /// The columns that [#read] reads, in order.
  static final String COLUMNS = "seq, salt, ended, outcome, idempotency_key, client_id";

  private static final String KEY = "DELETE FROM job_key WHERE kind = ? AND value = ? AND seq = ?";
  private static final String EXTRA_KEYS =
      "DELETE FROM job_key WHERE extra = 1 AND seq IN (SELECT value FROM json_each(?))";
  private static final String ELEMENTS =
      "SELECT path, value FROM job_key WHERE extra = 1 AND kind = "
          + DbCodes.of(JobKey.Kind.BATCH_ELEMENT)
          + " AND seq IN (SELECT value FROM json_each(?))";
  private static final String SHRINK =
      "UPDATE batch SET jobs = jobs - ? WHERE value = ? AND path = ?";
  private static final String BATCH =
      "DELETE FROM batch WHERE value = ? AND path = ? AND jobs <= 0";
  private static final String ATTEMPTS =
      "DELETE FROM attempt WHERE seq IN (SELECT value FROM json_each(?))";
  private static final String JOBS =
      "DELETE FROM job WHERE seq IN (SELECT value FROM json_each(?))";

  /// A finished job.
  record Ended(
      JobId id,
      long ended,
      String outcome,
      @Nullable String idempotencyKey,
      @Nullable String clientId) {}

  private JobDeletion() {}

  static Ended read(ResultSet row) throws SQLException {
    String outcome = row.getString(4);
    return new Ended(
        JobId.of(row.getLong(1), row.getLong(2)),
        row.getLong(3),
        outcome == null ? "" : outcome,
        row.getString(5),
        row.getString(6));
  }

  static void remove(WriteBatch writes, PipelineState state, List<Ended> jobs, Counter removed)
      throws SQLException {
    if (jobs.isEmpty()) return;
    for (Ended job : jobs) {
      forget(writes, JobKey.Kind.IDEMPOTENCY_KEY, job.idempotencyKey(), job.id());
      forget(writes, JobKey.Kind.CLIENT_ID, job.clientId(), job.id());
      IdChecksum.remove(state, job.id());
    }
    String sequences = sequences(jobs);
    forgetExtraKeys(writes, sequences);
    writes.query(ATTEMPTS).update(sequences);
    writes.query(JOBS).update(sequences);
    writes.count(state, removed, jobs.size());
  }

  private static void forget(WriteBatch writes, JobKey.Kind kind, @Nullable String value, JobId id)
      throws SQLException {
    if (value != null) writes.query(KEY).update(DbCodes.of(kind), value, id.sequence());
  }

  /// A batch is deleted with its last job.
  private static void forgetExtraKeys(WriteBatch writes, String sequences) throws SQLException {
    Map<JobKey, Integer> batches = new HashMap<>();
    for (JobKey element :
        writes
            .query(ELEMENTS)
            .all(
                row -> new JobKey(row.getString(1), JobKey.Kind.BATCH_ELEMENT, row.getString(2)),
                sequences)) batches.merge(element.batch(), 1, Integer::sum);
    for (var gone : batches.entrySet()) {
      JobKey batch = gone.getKey();
      writes.query(SHRINK).update(gone.getValue(), batch.value(), batch.path());
      writes.query(BATCH).update(batch.value(), batch.path());
    }
    writes.query(EXTRA_KEYS).update(sequences);
  }

  static String sequences(List<Ended> jobs) {
    return jobs.stream()
        .map(job -> Long.toString(job.id().sequence()))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
