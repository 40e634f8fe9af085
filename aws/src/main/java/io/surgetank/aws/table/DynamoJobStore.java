package io.surgetank.aws.table;

import io.surgetank.event.Event;
import io.surgetank.handler.Pause;
import io.surgetank.job.JobId;
import io.surgetank.job.JobKey;
import io.surgetank.job.JobRecord;
import io.surgetank.job.Status;
import io.surgetank.store.Cancellation;
import io.surgetank.store.JobQuery;
import io.surgetank.store.JobStore;
import io.surgetank.store.Placement;
import io.surgetank.store.Submission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The record first, then the message, then the answer: nobody is told of a job that is not both
/// stored and sent.
final class DynamoJobStore implements JobStore {
  /// How often somebody who waits for an end looks.
  private static final Duration LOOK = Duration.ofMillis(100);

  /// A guess at how long SQS takes no messages, once it does not.
  private static final Duration UNSENT = Duration.ofSeconds(10);

  /// Whoever loses this often against others is not losing by chance.
  static final int TRIES = 20;

  private final Table table;
  private final Outbox outbox;
  private final Consumer<Event> events;
  private final Pause pause;

  DynamoJobStore(Table table, Outbox outbox, Consumer<Event> events, Pause pause) {
    this.table = table;
    this.outbox = outbox;
    this.events = events;
    this.pause = pause;
  }

  @Override
  public List<Placement> put(List<Submission> submissions) {
    List<Placement> placements = new Placing(table, outbox, events).place(submissions);
    var stored = new ArrayList<Card>();
    for (int i = 0; i < placements.size(); i++)
      if (placements.get(i) instanceof Placement.Stored) stored.add(Card.of(submissions.get(i)));
    Set<JobId> refused = sent(stored);
    if (!refused.isEmpty() && refused.size() == submissions.size())
      throw new UncheckedIOException(new IOException("SQS takes no messages; nothing is accepted"));
    return placements.stream().map(placement -> acknowledged(placement, refused)).toList();
  }

  /// Sends, and takes back what could not be sent; answers what is not to be acknowledged.
  private Set<JobId> sent(List<Card> stored) {
    Set<JobId> unsent = outbox.send(stored);
    var refused = new HashSet<JobId>();
    for (Card card : stored) {
      Fate fate = unsent.contains(card.job().id()) ? takenBack(card) : Fate.KEPT;
      if (fate != Fate.KEPT) refused.add(card.job().id());
      if (fate != Fate.TAKEN_BACK) events.accept(new Event.Accepted(card.job()));
    }
    return refused;
  }

  private enum Fate {
    KEPT,
    TAKEN_BACK,
    /// It stays stored, and the sweeper will send it. Nobody is told of it.
    UNCLEAR
  }

  private Fate takenBack(Card card) {
    try {
      if (table.withdraw(card)) return Fate.TAKEN_BACK;
      // Its message came through after all, or a repeat has sent one.
      return table.card(card.job().id()).isPresent() ? Fate.KEPT : Fate.TAKEN_BACK;
    } catch (UncheckedIOException neither) {
      return Fate.UNCLEAR;
    }
  }

  private static Placement acknowledged(Placement placement, Set<JobId> refused) {
    return placement instanceof Placement.Stored(var job) && refused.contains(job.id())
        ? new Placement.Full(UNSENT)
        : placement;
  }

  @Override
  public Optional<JobRecord> find(JobId id) {
    return table.card(id).map(Card::record);
  }

  @Override
  public Map<JobKey, JobId> named(Collection<JobKey> keys) {
    return Naming.jobs(table, keys);
  }

  @Override
  public List<JobRecord> list(JobQuery query) {
    var lines = new Lines(table);
    List<String> asked = lines.of(query.pipelines(), query.statuses());
    var found = new ArrayList<JobRecord>();
    String before = query.before().map(JobId::toString).orElse(Lines.LAST);
    while (found.size() < query.limit()) {
      List<JobId> ids = lines.newest(asked, query.since(), before, query.limit() - found.size());
      if (ids.isEmpty()) break;
      Map<JobId, Card> cards = table.cards(ids);
      for (JobId id : ids) {
        Card card = cards.get(id);
        if (card != null && query.statuses().contains(card.status())) found.add(card.record());
      }
      before = ids.getLast().toString();
    }
    return found;
  }

  @Override
  public Cancellation cancel(JobId id) {
    for (int turn = 0; turn < TRIES; turn++) {
      Optional<Card> card = table.card(id);
      if (card.isEmpty()) return new Cancellation.Unknown();
      Status status = card.get().status();
      if (status == Status.CANCELLED) return new Cancellation.Done(card.get().record());
      if (status == Status.PROCESSING || status.isEnd())
        return new Cancellation.TooLate(card.get().record());
      Step step = Steps.cancel(card.get(), table.now());
      if (!table.commit(step)) continue;
      step.events().forEach(events);
      return new Cancellation.Done(step.after().record());
    }
    throw tooBusy();
  }

  @Override
  public Optional<JobRecord> awaitEnd(JobId id, Duration atMost) throws InterruptedException {
    Duration left = atMost;
    Optional<JobRecord> record = find(id);
    while (record.isPresent() && !record.get().status().isEnd() && left.isPositive()) {
      Duration look = left.compareTo(LOOK) < 0 ? left : LOOK;
      Instant before = table.now();
      pause.of(look);
      record = find(id);
      Duration took = Duration.between(before, table.now());
      // A slow table's reads are part of the wait.
      left = left.minus(took.compareTo(look) > 0 ? took : look);
    }
    return record;
  }

  static UncheckedIOException tooBusy() {
    return new UncheckedIOException(
        new IOException("others changed the same job all the time; nothing was changed"));
  }
}
