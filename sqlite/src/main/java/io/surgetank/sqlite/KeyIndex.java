package io.surgetank.sqlite;

import io.surgetank.core.job.JobKey;
import io.surgetank.core.store.KeyedBatch;
import io.surgetank.core.store.Submission;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the keys of submissions name, in one transaction.
///
/// The keys that a job came with stand in its row as well, so that its end finds them; those that
/// it was given later, and those of batches' elements, are `extra`: an index finds them by the job.
final class KeyIndex {
  /// What a submission's keys say about it.
  sealed interface Meaning {
    /// All keys are new.
    record Fresh() implements Meaning {}

    record Job(long sequence, List<JobKey> unknown) implements Meaning {}

    record Taken(JobKey key) implements Meaning {}
  }

  private record Known(String fingerprint, long sequence) {}

  private static final String KEY =
      "SELECT fingerprint, seq FROM job_key WHERE kind = ? AND value = ? AND path = ?";
  private static final String ADD =
      "INSERT INTO job_key(kind, value, path, fingerprint, seq, extra) VALUES(?, ?, ?, ?, ?, ?)";
  private static final String BATCH = "SELECT fingerprint FROM batch WHERE value = ? AND path = ?";
  private static final String GROW =
      "INSERT INTO batch(value, path, fingerprint, jobs) VALUES(?, ?, ?, 1)"
          + " ON CONFLICT(value, path) DO UPDATE SET jobs = jobs + 1";
  private static final String COUNT =
      "SELECT (idempotency_key IS NOT NULL) + (client_id IS NOT NULL)"
          + " + (SELECT count(*) FROM job_key k WHERE k.extra = 1 AND k.seq = job.seq)"
          + " FROM job WHERE seq = ?";

  private final WriteBatch writeBatch;

  /// Found to be free or the same in this transaction, so that the next element need not ask.
  private @Nullable KeyedBatch checked;

  KeyIndex(WriteBatch writeBatch) {
    this.writeBatch = writeBatch;
  }

  Meaning of(Submission submission) throws SQLException {
    Optional<KeyedBatch> batch = submission.batch();
    if (batch.isPresent() && isTaken(batch.get())) return new Meaning.Taken(batch.get().key());
    Optional<Known> found = Optional.empty();
    var unknown = new ArrayList<JobKey>(submission.keys().size());
    for (JobKey key : submission.keys()) {
      Optional<Known> known = known(key);
      if (known.isEmpty()) {
        if (key.kind() == JobKey.Kind.IDEMPOTENCY_KEY && fingerprint(key).isPresent())
          return new Meaning.Taken(key);
        unknown.add(key);
        continue;
      }
      boolean samePayload = known.get().fingerprint().equals(submission.fingerprint());
      if (!samePayload || !found.orElse(known.get()).equals(known.get()))
        return new Meaning.Taken(key);
      found = known;
    }
    return found
        .<Meaning>map(known -> new Meaning.Job(known.sequence(), unknown))
        .orElseGet(Meaning.Fresh::new);
  }

  private boolean isTaken(KeyedBatch keyedBatch) throws SQLException {
    if (keyedBatch.equals(checked)) return false;
    boolean taken =
        known(keyedBatch.key()).isPresent()
            || fingerprint(keyedBatch.key())
                .filter(one -> !one.equals(keyedBatch.fingerprint()))
                .isPresent();
    if (!taken) checked = keyedBatch;
    return taken;
  }

  private Optional<Known> known(JobKey key) throws SQLException {
    return writeBatch
        .query(KEY)
        .first(
            row -> new Known(row.getString(1), row.getLong(2)),
            DbCodes.of(key.kind()),
            key.value(),
            key.path());
  }

  private Optional<String> fingerprint(JobKey batch) throws SQLException {
    return writeBatch.query(BATCH).first(row -> row.getString(1), batch.value(), batch.path());
  }

  /// Names a job that was stored now.
  void add(Submission submission) throws SQLException {
    for (JobKey key : submission.keys())
      add(
          submission,
          key,
          submission.job().id().sequence(),
          key.kind() == JobKey.Kind.BATCH_ELEMENT ? 1 : 0);
  }

  /// Names a job that was stored before by the keys that it did not have yet. False when it has as
  /// many as a job may have.
  boolean add(Submission submission, Meaning.Job job) throws SQLException {
    if (job.unknown().isEmpty()) return true;
    long has = writeBatch.query(COUNT).first(row -> row.getLong(1), job.sequence()).orElse(0L);
    if (has + job.unknown().size() > JobKey.MAX_KEYS) return submission.batch().isPresent();
    for (JobKey key : job.unknown()) add(submission, key, job.sequence(), 1);
    return true;
  }

  private void add(Submission submission, JobKey key, long sequence, int extra)
      throws SQLException {
    writeBatch
        .query(ADD)
        .update(
            DbCodes.of(key.kind()),
            key.value(),
            key.path(),
            submission.fingerprint(),
            sequence,
            extra);
    if (key.kind() == JobKey.Kind.IDEMPOTENCY_KEY) checked = null;
    if (key.kind() == JobKey.Kind.BATCH_ELEMENT && submission.batch().isPresent()) {
      KeyedBatch keyedBatch = submission.batch().get();
      writeBatch
          .query(GROW)
          .update(keyedBatch.key().value(), keyedBatch.key().path(), keyedBatch.fingerprint());
    }
  }
}
