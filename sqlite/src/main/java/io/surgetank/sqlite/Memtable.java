package io.surgetank.sqlite;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.store.Submission;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The net changes of jobs that are in the commit log but not yet in the tables. A job that was
/// accepted and processed since the last flush is one row, written once. Used by the writer's
/// thread, unless stated otherwise.
final class Memtable {
  private static final int MAX_JOBS = 1_024;
  private static final long MAX_CHARACTERS = 8L * 1024 * 1024;

  /// The changes of one job. It is only accepted, started and processed here once: all else is
  /// written to the tables at once.
  static final class Change {
    final long sequence;

    /// Null if its row is in the table.
    @Nullable Acceptance accepted;

    /// Null if it was not started, or its start is in the table.
    @Nullable Long startedAt;

    @Nullable Completion processed;

    Change(long sequence) {
      this.sequence = sequence;
    }
  }

  record Acceptance(int pipeline, Submission submission) {}

  record Completion(long startedAt, long endedAt, String result) {}

  private final Map<Long, Change> changes = new LinkedHashMap<>();
  private final Map<JobKey, KnownKey> keys = new HashMap<>();
  private final Map<Long, JobRecord> durable = new ConcurrentHashMap<>();
  private long characters;
  private volatile boolean isEmpty = true;

  void accept(int pipeline, Submission submission) {
    long sequence = submission.job().id().sequence();
    change(sequence).accepted = new Acceptance(pipeline, submission);
    characters += submission.job().payload().length();
    for (JobKey key : submission.keys())
      keys.put(key, new KnownKey(submission.fingerprint(), sequence));
  }

  void start(long sequence, long at) {
    change(sequence).startedAt = at;
  }

  void process(long sequence, Completion completion) {
    change(sequence).processed = completion;
    characters += completion.result().length();
  }

  private Change change(long sequence) {
    isEmpty = false;
    return changes.computeIfAbsent(sequence, Change::new);
  }

  Iterable<Change> changes() {
    return changes.values();
  }

  boolean hasAccepted(long sequence) {
    Change change = changes.get(sequence);
    return change != null && change.accepted != null;
  }

  boolean hasBegun(long sequence) {
    Change change = changes.get(sequence);
    return change != null && (change.startedAt != null || change.processed != null);
  }

  /// The random part of the id of a job accepted since the last flush.
  Optional<Long> salt(long sequence) {
    Change change = changes.get(sequence);
    return change == null || change.accepted == null
        ? Optional.empty()
        : Optional.of(change.accepted.submission().job().id().salt());
  }

  Optional<KnownKey> key(JobKey key) {
    return Optional.ofNullable(keys.get(key));
  }

  /// Whether the changes must be written to the tables before more are added.
  boolean isFull() {
    return changes.size() >= MAX_JOBS || characters >= MAX_CHARACTERS;
  }

  /// For any thread.
  boolean isEmpty() {
    return isEmpty;
  }

  /// Shows a job's state, once it is durable.
  void show(JobRecord record) {
    durable.put(record.id().sequence(), record);
  }

  /// The durable state of a job that is not in the tables, or is older there. For any thread.
  Optional<JobRecord> find(JobId id) {
    return Optional.ofNullable(durable.get(id.sequence())).filter(record -> record.id().equals(id));
  }
}
