package io.surgetank.aws.table;

import io.surgetank.job.JobId;
import io.surgetank.job.JobKey;
import io.surgetank.store.Batch;
import io.surgetank.store.Submission;
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
final class Naming {
  /// Longer than any receiver runs.
  private static final Duration UNDER_WAY = Duration.ofMinutes(15);

  /// What a submission's keys say about it.
  sealed interface Meaning {
    record Fresh() implements Meaning {}

    record Known(Card card, List<JobKey> unknown) implements Meaning {}

    record Taken(JobKey key) implements Meaning {}
  }

  private final Table table;
  private final Map<String, Row> rows;
  private final Map<JobId, Card> cards;

  private Naming(Table table, Map<String, Row> rows, Map<JobId, Card> cards) {
    this.table = table;
    this.rows = rows;
    this.cards = cards;
  }

  static Naming of(Table table, Collection<Submission> submissions) {
    var keys = new LinkedHashSet<JobKey>();
    for (Submission submission : submissions) {
      keys.addAll(submission.keys());
      submission.batch().ifPresent(batch -> keys.add(batch.key()));
    }
    Map<String, Row> rows = rows(table, keys);
    var ids = new LinkedHashSet<JobId>();
    for (Row row : rows.values()) job(row).ifPresent(ids::add);
    return new Naming(table, rows, table.cards(ids));
  }

  /// The jobs that the keys name.
  static Map<JobKey, JobId> jobs(Table table, Collection<JobKey> keys) {
    Map<String, Row> rows = rows(table, keys);
    var jobs = new HashMap<JobKey, JobId>();
    for (JobKey key : keys)
      Optional.ofNullable(rows.get(Keys.named(key)))
          .flatMap(Naming::job)
          .ifPresent(id -> jobs.put(key, id));
    return jobs;
  }

  private static Map<String, Row> rows(Table table, Collection<JobKey> keys) {
    Set<String> names = new LinkedHashSet<>();
    for (JobKey key : keys) names.add(Keys.named(key));
    Map<String, Row> rows = new HashMap<>(table.wire().read(names));
    rows.values().removeIf(table::isOver);
    return rows;
  }

  private static Optional<JobId> job(Row row) {
    return row.maybeText(Shape.PLACE).flatMap(JobId::parse);
  }

  Meaning of(Submission submission) {
    Optional<Batch> batch = submission.batch();
    if (batch.isPresent() && isTaken(batch.get())) return new Meaning.Taken(batch.get().key());
    Optional<Card> found = Optional.empty();
    var unknown = new ArrayList<JobKey>();
    for (JobKey key : submission.keys()) {
      if (isBatch(key)) return new Meaning.Taken(key);
      Optional<Card> card = card(key);
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
        .<Meaning>map(card -> new Meaning.Known(card, unknown))
        .orElseGet(Meaning.Fresh::new);
  }

  private Optional<Card> card(JobKey key) {
    return Optional.ofNullable(rows.get(Keys.named(key)))
        .flatMap(Naming::job)
        .flatMap(id -> Optional.ofNullable(cards.get(id)));
  }

  /// Whether the batch's head is there, so that its elements may be stored.
  boolean hasHead(Batch batch) {
    return rows.containsKey(Keys.named(batch.key()));
  }

  private boolean isTaken(Batch batch) {
    Row row = rows.get(Keys.named(batch.key()));
    if (row == null) return false;
    if (!row.has(BatchItem.FINGERPRINT)) return true;
    return !row.said(BatchItem.FINGERPRINT).equals(batch.fingerprint()) && isBatch(batch.key());
  }

  /// Removes a head that counts no longer.
  private boolean isBatch(JobKey key) {
    Row row = rows.get(Keys.named(key));
    if (row == null || !row.has(BatchItem.FINGERPRINT)) return false;
    if (row.time(BatchItem.AT).plus(UNDER_WAY).isAfter(table.now()) || hasJobs(key, row))
      return true;
    table.wire().write(List.of(BatchItem.removal(key, row)), List::of);
    rows.remove(Keys.named(key));
    return false;
  }

  private boolean hasJobs(JobKey batch, Row head) {
    var elements = new ArrayList<JobKey>();
    for (int i = 0; i < head.whole(BatchItem.SIZE); i++) elements.add(batch.element(i));
    return !rows(table, elements).isEmpty();
  }
}
