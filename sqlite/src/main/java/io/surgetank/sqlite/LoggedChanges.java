package io.surgetank.sqlite;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.sqlite.log.CommitLog;
import io.surgetank.sqlite.log.LogBuffer;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The changes that are in the commit log but not in the tables: the newest ones, and those that
/// are being written to the tables. Used by the writer's thread, unless stated otherwise.
final class LoggedChanges implements AutoCloseable {
  /// Segments are not much longer than this.
  private static final long MAX_SEGMENT_BYTES = 32L * 1024 * 1024;

  private final CommitLog log;
  private volatile Memtable newest = new Memtable();
  private volatile @Nullable Memtable flushing;
  private volatile boolean isEmpty = true;

  LoggedChanges(CommitLog log) {
    this.log = log;
  }

  Memtable newest() {
    return newest;
  }

  /// The number of the last group.
  long last() {
    return log.last();
  }

  /// The index of the segment that is being filled.
  int segment() {
    return log.segment();
  }

  void append(LogBuffer records) throws IOException {
    isEmpty = false;
    log.append(records);
  }

  /// Whether all groups, except those being written to the tables, are there. For any thread.
  boolean isEmpty() {
    return isEmpty;
  }

  /// Whether the newest changes must be written to the tables before more are added.
  boolean isFull() {
    return newest.isFull() || log.used() >= MAX_SEGMENT_BYTES;
  }

  /// Whether changes are being written to the tables. For any thread.
  boolean isFlushing() {
    return flushing != null;
  }

  /// Begins to write the newest changes to the tables. Requires that none are being written.
  Memtable freeze() {
    Memtable frozen = newest;
    // In this order, so that a reader finds them in one of the two.
    flushing = frozen;
    newest = new Memtable();
    isEmpty = true;
    log.switchSegment();
    return frozen;
  }

  /// The frozen changes are durable in the tables.
  void frozenFlushed() {
    flushing = null;
  }

  /// All changes are durable in the tables.
  void allFlushed() {
    newest = new Memtable();
    if (isEmpty) return;
    isEmpty = true;
    log.switchSegment();
  }

  boolean hasAccepted(long sequence) {
    Memtable frozen = flushing;
    return newest.hasAccepted(sequence) || (frozen != null && frozen.hasAccepted(sequence));
  }

  boolean hasBegun(long sequence) {
    Memtable frozen = flushing;
    return newest.hasBegun(sequence) || (frozen != null && frozen.hasBegun(sequence));
  }

  Optional<KnownKey> key(JobKey key) {
    Memtable frozen = flushing;
    Optional<KnownKey> recent = newest.key(key);
    return recent.isPresent() || frozen == null ? recent : frozen.key(key);
  }

  Optional<Long> salt(long sequence) {
    Memtable frozen = flushing;
    Optional<Long> recent = newest.salt(sequence);
    return recent.isPresent() || frozen == null ? recent : frozen.salt(sequence);
  }

  /// The durable state of a job that is not in the tables, or is older there. For any thread.
  Optional<JobRecord> find(JobId id) {
    Optional<JobRecord> recent = newest.find(id);
    Memtable frozen = flushing;
    return recent.isPresent() || frozen == null ? recent : frozen.find(id);
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
