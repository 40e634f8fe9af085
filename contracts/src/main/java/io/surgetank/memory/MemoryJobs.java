package io.surgetank.memory;

import io.surgetank.event.Event;
import io.surgetank.job.Job;
import io.surgetank.job.JobId;
import io.surgetank.job.JobKey;
import io.surgetank.job.JobRecord;
import io.surgetank.job.PipelineName;
import io.surgetank.job.State;
import io.surgetank.job.Status;
import io.surgetank.store.Batch;
import io.surgetank.store.Cancellation;
import io.surgetank.store.JobQuery;
import io.surgetank.store.JobStore;
import io.surgetank.store.Placement;
import io.surgetank.store.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The records of jobs, in a sorted map.
final class MemoryJobs implements JobStore {
  /// Nothing better is known here than that a worker needs a moment.
  private static final Duration FULL = Duration.ofSeconds(1);

  private final Room room;

  MemoryJobs(Room room) {
    this.room = room;
  }

  @Override
  public List<Placement> put(List<Submission> submissions) {
    return room.locked(() -> submissions.stream().map(this::place).toList());
  }

  private Placement place(Submission submission) {
    Optional<Batch> batch = submission.batch();
    if (batch.isPresent() && room.isTakenFromBatch(batch.get()))
      return new Placement.KeyTaken(batch.get().key());
    Optional<Card> known = Optional.empty();
    for (JobKey key : submission.keys()) {
      if (room.isBatch(key)) return new Placement.KeyTaken(key);
      Card named = room.named.get(key);
      if (named == null) continue;
      boolean other = known.isPresent() && known.get() != named;
      if (other || !named.submission.fingerprint().equals(submission.fingerprint()))
        return new Placement.KeyTaken(key);
      known = Optional.of(named);
    }
    return known.isPresent() ? replay(known.get(), submission) : store(submission);
  }

  private Placement replay(Card card, Submission submission) {
    List<JobKey> unknown =
        submission.keys().stream().filter(key -> !room.named.containsKey(key)).toList();
    boolean fits = room.keysOf(card) + unknown.size() <= JobKey.MAX_KEYS;
    if (!fits && submission.batch().isEmpty()) return new Placement.TooManyKeys(unknown.getFirst());
    if (fits) name(card, submission, unknown);
    PipelineName pipeline = submission.job().pipeline();
    room.counts(pipeline).add(Counts.Count.REPLAYED);
    room.tell(new Event.Replayed(pipeline, card.job().id()));
    return new Placement.Existing(room.record(card));
  }

  private void name(Card card, Submission submission, List<JobKey> keys) {
    keys.forEach(key -> room.named.put(key, card));
    submission.batch().ifPresent(batch -> room.batches.put(batch.key(), batch.fingerprint()));
  }

  private Placement store(Submission submission) {
    Job job = submission.job();
    if (room.waiting(job.pipeline()) >= room.pipeline(job.pipeline()).intake().backlog())
      return new Placement.Full(FULL);
    Instant now = room.now();
    var card = new Card(submission, job.acceptedAt().isBefore(now) ? job.acceptedAt() : now);
    card.held = room.isTaken(card);
    room.cards.put(job.id(), card);
    name(card, submission, submission.keys());
    room.counts(job.pipeline()).add(Counts.Count.ACCEPTED);
    room.tell(new Event.Accepted(job));
    return new Placement.Stored(job);
  }

  @Override
  public Optional<JobRecord> find(JobId id) {
    return room.locked(() -> Optional.ofNullable(room.cards.get(id)).map(room::record));
  }

  @Override
  public Map<JobKey, JobId> named(Collection<JobKey> keys) {
    return room.locked(() -> {
      var named = new HashMap<JobKey, JobId>();
      for (JobKey key : keys) {
        Card card = room.named.get(key);
        if (card != null) named.put(key, card.job().id());
      }
      return named;
    });
  }

  @Override
  public List<JobRecord> list(JobQuery query) {
    return room.locked(() ->
        room.cards.descendingMap().values().stream()
            .filter(card -> means(query, card))
            .limit(query.limit())
            .map(room::record)
            .toList());
  }

  private static boolean means(JobQuery query, Card card) {
    Job job = card.job();
    return query.pipelines().contains(job.pipeline())
        && query.statuses().contains(card.status())
        && !job.acceptedAt().isBefore(query.since())
        && query.before().map(before -> job.id().compareTo(before) < 0).orElse(true);
  }

  @Override
  public Cancellation cancel(JobId id) {
    return room.locked(() -> {
      Card card = room.cards.get(id);
      return card == null ? new Cancellation.Unknown() : cancel(card);
    });
  }

  private Cancellation cancel(Card card) {
    if (card.status() == Status.CANCELLED) return new Cancellation.Done(room.record(card));
    if (card.status() == Status.PROCESSING || card.status().isEnd())
      return new Cancellation.TooLate(room.record(card));
    card.state = new State.Cancelled(room.moment());
    card.held = false;
    room.advance(card);
    PipelineName pipeline = card.job().pipeline();
    room.counts(pipeline).add(Counts.Count.CANCELLED);
    room.tell(new Event.Cancelled(pipeline, card.job().id()));
    return new Cancellation.Done(room.record(card));
  }

  @Override
  public Optional<JobRecord> awaitEnd(JobId id, Duration atMost) throws InterruptedException {
    room.lock.lockInterruptibly();
    try {
      long left = atMost.toNanos();
      Card card = room.cards.get(id);
      while (card != null && !card.status().isEnd() && left > 0) {
        left = room.changed.awaitNanos(left);
        card = room.cards.get(id);
      }
      return Optional.ofNullable(card).map(room::record);
    } finally {
      room.lock.unlock();
    }
  }
}
