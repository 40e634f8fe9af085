package io.surgetank.memory;

import io.surgetank.backend.Clockwork;
import io.surgetank.event.Event;
import io.surgetank.job.FinishedAttempt;
import io.surgetank.job.JobId;
import io.surgetank.job.JobKey;
import io.surgetank.job.JobRecord;
import io.surgetank.job.PipelineName;
import io.surgetank.job.State;
import io.surgetank.job.Status;
import io.surgetank.ledger.Tally;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.pipeline.Retention;
import io.surgetank.store.Batch;
import io.surgetank.store.TrailEntry;
import io.surgetank.store.TrustedClock;
import io.surgetank.work.Outcome;
import io.surgetank.work.RetryDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// All that the engine knows, behind one lock. Every method but [#locked] is called under it.
final class Room {
  final NavigableMap<JobId, Card> cards = new TreeMap<>();
  final Map<JobKey, Card> named = new HashMap<>();

  /// The fingerprints of batches, of which those mean nothing that have no job any more.
  final Map<JobKey, String> batches = new HashMap<>();

  final List<TrailEntry> trail = new ArrayList<>();
  Consumer<Event> listener;

  /// Guards every field of this room and of its cards.
  final ReentrantLock lock = new ReentrantLock();

  final Condition changed = lock.newCondition();
  private final Map<PipelineName, Counts> counts = new HashMap<>();
  private final Pipelines pipelines;
  private final Clockwork clock;
  private final TrustedClock trusted;

  Room(Pipelines pipelines, Clockwork clock, Consumer<Event> listener) {
    this.pipelines = pipelines;
    this.clock = clock;
    this.trusted = TrustedClock.beginning(clock.millis(), clock.steady().toEpochMilli());
    this.listener = listener;
    pipelines.all().forEach(pipeline -> counts.put(pipeline.name(), new Counts()));
  }

  <T> T locked(Supplier<T> step) {
    lock.lock();
    try {
      T answer = step.get();
      changed.signalAll();
      return answer;
    } finally {
      lock.unlock();
    }
  }

  /// The time that spans are measured by.
  Instant now() {
    return clock.steady();
  }

  /// The time that is written down.
  Instant moment() {
    return clock.instant();
  }

  /// The same, but not before another moment of the same job.
  private Instant momentFrom(Instant earliest) {
    return moment().isBefore(earliest) ? earliest : moment();
  }

  /// When an attempt of this job that begins now began.
  Instant beginning(Card card) {
    Instant accepted = card.job().acceptedAt();
    return momentFrom(card.attempts.isEmpty() ? accepted : card.attempts.getLast().endedAt());
  }

  /// As the wall clock tells it.
  JobRecord record(Card card) {
    JobRecord record = card.record();
    if (!(record.state() instanceof State.Retrying(var dueAt))) return record;
    Instant shown = dueAt.plus(Duration.between(now(), moment()));
    return new JobRecord(
        record.job(), new State.Retrying(shown), record.attempts(), record.redrives());
  }

  void tell(Event event) {
    listener.accept(event);
  }

  Pipeline pipeline(PipelineName name) {
    return pipelines
        .named(name)
        .orElseThrow(() -> new IllegalArgumentException("no pipeline is named " + name));
  }

  Counts counts(PipelineName name) {
    Counts found = counts.get(name);
    if (found == null) throw new IllegalArgumentException("no pipeline is named " + name);
    return found;
  }

  long waiting(PipelineName name) {
    return cards.values().stream()
        .filter(card -> card.job().pipeline().equals(name) && !card.status().isEnd())
        .count();
  }

  Map<PipelineName, Tally> tallies() {
    var tallies = new HashMap<PipelineName, Tally>();
    counts.forEach((name, count) -> tallies.put(name, count.tally(waiting(name))));
    return tallies;
  }

  void remove(Card card) {
    cards.remove(card.job().id());
    if (card.status() == Status.DEAD) counts(card.job().pipeline()).add(Counts.Count.REMOVED_DEAD);
    named.values().removeIf(other -> other == card);
    batches.keySet().removeIf(key -> !isBatch(key));
  }

  long keysOf(Card card) {
    return named.values().stream().filter(other -> other == card).count();
  }

  boolean isBatch(JobKey key) {
    return batches.containsKey(key)
        && named.keySet().stream()
            .anyMatch(
                other -> other.kind() == JobKey.Kind.BATCH_ELEMENT && other.batch().equals(key));
  }

  /// Whether the batch's key names something else.
  boolean isTakenFromBatch(Batch batch) {
    return named.containsKey(batch.key())
        || (isBatch(batch.key()) && !batch.fingerprint().equals(batches.get(batch.key())));
  }

  /// Whether a job of the card's ordering key is being worked, or may be.
  boolean isTaken(Card card) {
    return cards.values().stream()
        .anyMatch(other -> card.isOrderedWith(other) && !other.held && !other.status().isEnd());
  }

  /// Frees the oldest job of the card's ordering key that is held, unless another is free.
  void advance(Card card) {
    if (isTaken(card)) return;
    cards.values().stream()
        .filter(other -> card.isOrderedWith(other) && other.held)
        .findFirst()
        .ifPresent(next -> next.held = false);
  }

  /// Ends the running attempt and puts the job where the outcome says.
  void conclude(Card card, Outcome outcome, FinishedAttempt.End end) {
    var attempt = ((State.Processing) card.state).attempt();
    var job = card.job();
    Counts count = counts(job.pipeline());
    Instant ended = momentFrom(attempt.startedAt());
    switch (outcome) {
      case Outcome.Processed(var result) -> {
        card.attempts.add(new FinishedAttempt(attempt, ended, end, ""));
        card.state = new State.Processed(result, ended);
        count.add(Counts.Count.PROCESSED);
        advance(card);
        tell(new Event.Processed(job, attempt, Duration.between(card.begunAt, now())));
      }
      case Outcome.Retry(var after, var failure, var stackTrace) -> {
        card.attempts.add(new FinishedAttempt(attempt, ended, end, failure, stackTrace));
        card.dueAt = now().plus(after);
        card.state = new State.Retrying(card.dueAt);
        count.add(Counts.Count.RETRIED);
        if (end != FinishedAttempt.End.ABANDONED)
          tell(new Event.Retried(job, attempt, after, failure, stackTrace));
      }
      case Outcome.Dead(var failure, var stackTrace) -> {
        card.attempts.add(new FinishedAttempt(attempt, ended, end, failure, stackTrace));
        card.state = new State.Dead(failure, ended);
        count.add(Counts.Count.DIED);
        advance(card);
        tell(new Event.Died(job, attempt, failure, stackTrace));
      }
    }
  }

  void abandon(Card card, String why) {
    var job = card.job();
    var attempt = ((State.Processing) card.state).attempt();
    tell(new Event.Abandoned(job, attempt, why));
    Outcome outcome =
        RetryDecision.afterAbandonment(pipeline(job.pipeline()).retry(), attempt.number(), why);
    conclude(card, outcome, FinishedAttempt.End.ABANDONED);
  }

  void abandonWhatIsLost() {
    Instant now = now();
    for (Card card : List.copyOf(cards.values()))
      if (card.isLost(now)) abandon(card, RetryDecision.LEASE_RAN_OUT);
  }

  void removeWhatIsOver() {
    trusted.observe(moment().toEpochMilli(), clock.steady().toEpochMilli());
    trusted.now().ifPresent(now -> removeWhatIsOver(Instant.ofEpochMilli(now)));
  }

  private void removeWhatIsOver(Instant now) {
    var removed = new TreeMap<PipelineName, Long>();
    for (Card card : List.copyOf(cards.values())) {
      Duration kept = kept(card);
      if (card.endedAt().filter(endedAt -> !endedAt.plus(kept).isAfter(now)).isEmpty()) continue;
      remove(card);
      removed.merge(card.job().pipeline(), 1L, Long::sum);
    }
    removed.forEach((name, records) -> tell(new Event.Expired(name, records)));
  }

  private Duration kept(Card card) {
    Retention retention = pipeline(card.job().pipeline()).retention();
    return card.status() == Status.DEAD ? retention.deadLetters() : retention.records();
  }
}
