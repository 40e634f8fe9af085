package io.surgetank.engine.sqlite;

import io.surgetank.job.JobId;
import io.surgetank.job.JobKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Takes records out, with their keys and attempts; the ledger keeps that they were.
final class Removal {
  /// The columns that [#read] reads, in its order.
  static final String COLUMNS = "seq, salt, ended, outcome, idempotency_key, client_id";

  private static final String KEY =
      "DELETE FROM job_key WHERE pipeline = ? AND kind = ? AND value = ?";
  private static final String ATTEMPTS =
      "DELETE FROM attempt WHERE seq IN (SELECT value FROM json_each(?))";
  private static final String JOBS =
      "DELETE FROM job WHERE seq IN (SELECT value FROM json_each(?))";

  /// A job that stands at an end.
  record Ended(
      JobId id,
      long ended,
      String outcome,
      @Nullable String idempotencyKey,
      @Nullable String clientId) {}

  private Removal() {}

  static Ended read(ResultSet row) throws SQLException {
    String outcome = row.getString(4);
    return new Ended(
        JobId.of(row.getLong(1), row.getLong(2)),
        row.getLong(3),
        outcome == null ? "" : outcome,
        row.getString(5),
        row.getString(6));
  }

  static void remove(Group group, Line line, List<Ended> jobs, Count removed) throws SQLException {
    if (jobs.isEmpty()) return;
    for (Ended job : jobs) {
      forget(group, line, JobKey.Kind.IDEMPOTENCY_KEY, job.idempotencyKey());
      forget(group, line, JobKey.Kind.CLIENT_ID, job.clientId());
      Digest.remove(line, job.id());
    }
    String sequences = sequences(jobs);
    group.query(ATTEMPTS).update(sequences);
    group.query(JOBS).update(sequences);
    group.count(line, removed, jobs.size());
  }

  private static void forget(Group group, Line line, JobKey.Kind kind, @Nullable String value)
      throws SQLException {
    if (value != null) group.query(KEY).update(line.number, Codes.of(kind), value);
  }

  static String sequences(List<Ended> jobs) {
    return jobs.stream()
        .map(job -> Long.toString(job.id().sequence()))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
