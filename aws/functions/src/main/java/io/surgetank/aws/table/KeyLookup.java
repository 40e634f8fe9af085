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

/// What keys name, looked up for many submissions at once.
///
/// A batch has an item of its own, its head, beside the keys of its elements, which belong to their
/// jobs. The head is written before the first of them and outlives the last, so it counts only
/// while an element has a job, or may be about to have one.
final class KeyLookup {
  /// Longer than any receiver runs.
  private static final Duration UNDER_WAY = Duration.ofMinutes(15);

  /// What a submission's keys say about it.
  sealed interface Meaning {
    record Unused() implements Meaning {}

    record Existing(JobItem jobItem, List<JobKey> unknown) implements Meaning {}

    record Taken(JobKey key) implements Meaning {}
  }

  private final JobTable jobTable;
  private final Map<String, ItemReader> rows;
  private final Map<JobId, JobItem> cards;

  private KeyLookup(JobTable jobTable, Map<String, ItemReader> rows, Map<JobId, JobItem> cards) {
    this.jobTable = jobTable;
    this.rows = rows;
    this.cards = cards;
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
    return new KeyLookup(jobTable, rows, jobTable.cards(ids));
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
    Set<String> names = new LinkedHashSet<>();
    for (JobKey key : keys) names.add(ItemKeys.named(key));
    Map<String, ItemReader> rows = new HashMap<>(jobTable.wire().read(names));
    rows.values().removeIf(jobTable::isOver);
    return rows;
  }

  private static Optional<JobId> job(ItemReader itemReader) {
    return itemReader.maybeText(TableSchema.PLACE).flatMap(JobId::parse);
  }

  Meaning of(Submission submission) {
    Optional<KeyedBatch> batch = submission.batch();
    if (batch.isPresent() && isTaken(batch.get())) return new Meaning.Taken(batch.get().key());
    Optional<JobItem> found = Optional.empty();
    var unknown = new ArrayList<JobKey>();
    for (JobKey key : submission.keys()) {
      if (isBatch(key)) return new Meaning.Taken(key);
      Optional<JobItem> card = card(key);
      if (card.isEmpty()) {
        unknown.add(key);
        continue;
      }
      boolean other = found.isPresent() && !found.get().job().id().equals(card.get().job().id());
      if (other || !card.get().submission().fingerprint().equals(submission.fingerprint()))
        return new Meaning.Taken(key);
      found = card;
    }
    return found
        .<Meaning>map(jobItem -> new Meaning.Existing(jobItem, unknown))
        .orElseGet(Meaning.Unused::new);
  }

  private Optional<JobItem> card(JobKey key) {
    return Optional.ofNullable(rows.get(ItemKeys.named(key)))
        .flatMap(KeyLookup::job)
        .flatMap(id -> Optional.ofNullable(cards.get(id)));
  }

  /// Whether the batch's head is there, so that its elements may be stored.
  boolean hasHead(KeyedBatch keyedBatch) {
    return rows.containsKey(ItemKeys.named(keyedBatch.key()));
  }

  private boolean isTaken(KeyedBatch keyedBatch) {
    ItemReader itemReader = rows.get(ItemKeys.named(keyedBatch.key()));
    if (itemReader == null) return false;
    if (!itemReader.has(BatchItemMapper.FINGERPRINT)) return true;
    return !itemReader.said(BatchItemMapper.FINGERPRINT).equals(keyedBatch.fingerprint())
        && isBatch(keyedBatch.key());
  }

  /// Removes a head that counts no longer.
  private boolean isBatch(JobKey key) {
    ItemReader itemReader = rows.get(ItemKeys.named(key));
    if (itemReader == null || !itemReader.has(BatchItemMapper.FINGERPRINT)) return false;
    if (itemReader.time(BatchItemMapper.AT).plus(UNDER_WAY).isAfter(jobTable.now())
        || hasJobs(key, itemReader)) return true;
    jobTable.wire().write(List.of(BatchItemMapper.removal(key, itemReader)), List::of);
    rows.remove(ItemKeys.named(key));
    return false;
  }

  private boolean hasJobs(JobKey batch, ItemReader head) {
    var elements = new ArrayList<JobKey>();
    for (int i = 0; i < head.whole(BatchItemMapper.SIZE); i++) elements.add(batch.element(i));
    return !rows(jobTable, elements).isEmpty();
  }
}
