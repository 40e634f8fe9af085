package io.surgetank.sqlite;

import io.surgetank.core.job.JobKey;
import io.surgetank.core.store.KeyedBatch;
import io.surgetank.core.store.Submission;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks up and adds keys of submissions, in one transaction. The keys that a job was submitted
/// with are also in its row, so that they can be deleted with it; keys added later, and those of
/// batch elements, are `extra`: an index finds them by the job.
final class JobKeyStore {
  /// The result of looking up a submission's keys.
  sealed interface KeyMatch {
    /// All keys are new.
    record Fresh() implements KeyMatch {}

    record Existing(long sequence, List<JobKey> unknown) implements KeyMatch {}

    record Taken(JobKey key) implements KeyMatch {}
  }

  private static final String ADD =
      "INSERT INTO job_key(kind, value, path, fingerprint, seq, extra, crc)"
          + " VALUES(?, ?, ?, ?, ?, ?, ?)";
  private static final String BATCH = "SELECT fingerprint FROM batch WHERE value = ? AND path = ?";
  private static final String GROW =
      "INSERT INTO batch(value, path, fingerprint, jobs, crc) VALUES(?, ?, ?, 1, ?)"
          + " ON CONFLICT(value, path) DO UPDATE SET jobs = jobs + 1";
  private static final String COUNT =
      "SELECT (idempotency_key IS NOT NULL) + (client_id IS NOT NULL)"
          + " + (SELECT count(*) FROM job_key k WHERE k.extra = 1 AND k.seq = job.seq)"
          + " FROM job WHERE seq = ?";

  private final WriteBatch writes;

  /// The batch already checked in this transaction, so that its next element need not be.
  private @Nullable KeyedBatch checked;

  JobKeyStore(WriteBatch writes) {
    this.writes = writes;
  }

  KeyMatch of(Submission submission) throws SQLException {
    Optional<KeyedBatch> batch = submission.batch();
    if (batch.isPresent() && isTaken(batch.get())) return new KeyMatch.Taken(batch.get().key());
    Optional<KnownKey> found = Optional.empty();
    var unknown = new ArrayList<JobKey>(submission.keys().size());
    for (JobKey key : submission.keys()) {
      Optional<KnownKey> known = writes.key(key);
      if (known.isEmpty()) {
        if (key.kind() == JobKey.Kind.IDEMPOTENCY_KEY && fingerprint(key).isPresent())
          return new KeyMatch.Taken(key);
        unknown.add(key);
        continue;
      }
      boolean samePayload = known.get().fingerprint().equals(submission.fingerprint());
      if (!samePayload || !found.orElse(known.get()).equals(known.get()))
        return new KeyMatch.Taken(key);
      found = known;
    }
    return found
        .<KeyMatch>map(known -> new KeyMatch.Existing(known.sequence(), unknown))
        .orElseGet(KeyMatch.Fresh::new);
  }

  private boolean isTaken(KeyedBatch batch) throws SQLException {
    if (batch.equals(checked)) return false;
    boolean taken =
        writes.key(batch.key()).isPresent()
            || fingerprint(batch.key()).filter(one -> !one.equals(batch.fingerprint())).isPresent();
    if (!taken) checked = batch;
    return taken;
  }

  private Optional<String> fingerprint(JobKey batch) throws SQLException {
    return writes.query(BATCH).first(row -> row.getString(1), batch.value(), batch.path());
  }

  /// Adds the keys of a job stored in this transaction.
  void add(Submission submission) throws SQLException {
    long sequence = submission.job().id().sequence();
    for (JobKey key : submission.keys())
      add(submission, key, sequence, key.kind() == JobKey.Kind.BATCH_ELEMENT ? 1 : 0);
  }

  /// Inserts the keys of a submission that is not in a batch.
  static void insert(DatabaseConnection connection, Submission submission) throws SQLException {
    long sequence = submission.job().id().sequence();
    for (JobKey key : submission.keys())
      insert(connection, key, submission.fingerprint(), sequence, 0);
  }

  private static void insert(
      DatabaseConnection connection, JobKey key, String fingerprint, long sequence, int extra)
      throws SQLException {
    int kind = DbCodes.of(key.kind());
    long crc = Checksum.ofKey(kind, key.value(), key.path(), fingerprint, sequence);
    connection.query(ADD).update(kind, key.value(), key.path(), fingerprint, sequence, extra, crc);
  }

  /// Adds new keys to a job stored earlier. False if it would exceed the maximum.
  boolean add(Submission submission, KeyMatch.Existing job) throws SQLException {
    if (job.unknown().isEmpty()) return true;
    long has = writes.query(COUNT).first(row -> row.getLong(1), job.sequence()).orElse(0L);
    if (has + job.unknown().size() > JobKey.MAX_KEYS) return submission.batch().isPresent();
    for (JobKey key : job.unknown()) add(submission, key, job.sequence(), 1);
    return true;
  }

  private void add(Submission submission, JobKey key, long sequence, int extra)
      throws SQLException {
    insert(writes.connection, key, submission.fingerprint(), sequence, extra);
    if (key.kind() == JobKey.Kind.IDEMPOTENCY_KEY) checked = null;
    if (key.kind() == JobKey.Kind.BATCH_ELEMENT && submission.batch().isPresent()) {
      KeyedBatch batch = submission.batch().get();
      String value = batch.key().value();
      String path = batch.key().path();
      long batchCrc = Checksum.ofBatch(value, path, batch.fingerprint());
      writes.query(GROW).update(value, path, batch.fingerprint(), batchCrc);
    }
  }
}
