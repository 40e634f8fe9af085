package io.surgetank.aws.table;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.store.KeyedBatch;
import io.surgetank.core.store.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Looks up the keys of many submissions together.
///
/// A batch has a head item, in addition to the keys of its elements, which belong to their jobs.
/// The head is written before the first of them and outlives the last, so it is valid only while an
/// element has a job, or may be about to have one.
final class KeyLookup {
  /// Longer than any invocation of the receiver.
  private static final Duration MAX_SUBMISSION_TIME = Duration.ofMinutes(15);

  /// The meaning of a submission's keys.
  sealed interface Meaning {
    record Unused() implements Meaning {}

    record Existing(JobItem jobItem, List<JobKey> unknown) implements Meaning {}

    record Taken(JobKey key) implements Meaning {}
  }

  private final JobTable jobTable;
  private final Map<String, ItemReader> rows;
  private final Map<JobId, JobItem> items;

  private KeyLookup(JobTable jobTable, Map<String, ItemReader> rows, Map<JobId, JobItem> items) {
    this.jobTable = jobTable;
    this.rows = rows;
    this.items = items;
  }

  static KeyLookup of(JobTable jobTable, Collection<Submission> submissions) {
    var keys = new LinkedHashSet<JobKey>();
    for (Submission submission : submissions) {
      keys.addAll(submission.keys());
      submission.batch().ifPresent(keyedBatch -> keys.add(keyedBatch.key()));
    }
    Map<String, ItemReader> rows = rows(jobTable, keys);
    var ids = new LinkedHashSet<JobId>();
    for (ItemReader itemReader : rows.values()) job(itemReader).ifPresent(ids::add);
    return new KeyLookup(jobTable, rows, jobTable.items(ids));
  }

  /// The jobs that the keys name.
  static Map<JobKey, JobId> jobs(JobTable jobTable, Collection<JobKey> keys) {
    Map<String, ItemReader> rows = rows(jobTable, keys);
    var jobs = new HashMap<JobKey, JobId>();
    for (JobKey key : keys)
      Optional.ofNullable(rows.get(ItemKeys.named(key)))
          .flatMap(KeyLookup::job)
          .ifPresent(id -> jobs.put(key, id));
    return jobs;
  }

  private static Map<String, ItemReader> rows(JobTable jobTable, Collection<JobKey> keys) {
    Set<String> itemKeys = new LinkedHashSet<>();
    for (JobKey key : keys) itemKeys.add(ItemKeys.named(key));
    Map<String, ItemReader> rows = new HashMap<>(jobTable.dynamo().read(itemKeys));
    rows.values().removeIf(jobTable::isExpired);
    return rows;
  }

  private static Optional<JobId> job(ItemReader itemReader) {
    return itemReader.optionalText(TableSchema.LIST_SK).flatMap(JobId::parse);
  }

  Meaning of(Submission submission) {
    Optional<KeyedBatch> batch = submission.batch();
    if (batch.isPresent() && isTaken(batch.get())) return new Meaning.Taken(batch.get().key());
    Optional<JobItem> found = Optional.empty();
    var unknown = new ArrayList<JobKey>();
    for (JobKey key : submission.keys()) {
      if (isBatch(key)) return new Meaning.Taken(key);
      Optional<JobItem> item = item(key);
      if (item.isEmpty()) {
        unknown.add(key);
        continue;
      }
      boolean other = found.isPresent() && !found.get().job().id().equals(item.get().job().id());
      if (other || !item.get().submission().fingerprint().equals(submission.fingerprint()))
        return new Meaning.Taken(key);
      found = item;
    }
    return found
        .<Meaning>map(jobItem -> new Meaning.Existing(jobItem, unknown))
        .orElseGet(Meaning.Unused::new);
  }

  private Optional<JobItem> item(JobKey key) {
    return Optional.ofNullable(rows.get(ItemKeys.named(key)))
        .flatMap(KeyLookup::job)
        .flatMap(id -> Optional.ofNullable(items.get(id)));
  }

  /// Whether the batch's head exists, so that its elements may be stored.
  boolean hasHead(KeyedBatch keyedBatch) {
    return rows.containsKey(ItemKeys.named(keyedBatch.key()));
  }

  private boolean isTaken(KeyedBatch keyedBatch) {
    ItemReader itemReader = rows.get(ItemKeys.named(keyedBatch.key()));
    if (itemReader == null) return false;
    if (!itemReader.has(BatchItemMapper.FINGERPRINT)) return true;
    return !itemReader.requireText(BatchItemMapper.FINGERPRINT).equals(keyedBatch.fingerprint())
        && isBatch(keyedBatch.key());
  }

  /// Removes a head that is no longer valid.
  private boolean isBatch(JobKey key) {
    ItemReader itemReader = rows.get(ItemKeys.named(key));
    if (itemReader == null || !itemReader.has(BatchItemMapper.FINGERPRINT)) return false;
    if (itemReader.time(BatchItemMapper.AT).plus(MAX_SUBMISSION_TIME).isAfter(jobTable.now())
        || hasJobs(key, itemReader)) return true;
    jobTable.dynamo().write(List.of(BatchItemMapper.removal(key, itemReader)), List::of);
    rows.remove(ItemKeys.named(key));
    return false;
  }

  private boolean hasJobs(JobKey batch, ItemReader head) {
    var elements = new ArrayList<JobKey>();
    for (int i = 0; i < head.requireNumber(BatchItemMapper.SIZE); i++)
      elements.add(batch.element(i));
    return !rows(jobTable, elements).isEmpty();
  }
}
