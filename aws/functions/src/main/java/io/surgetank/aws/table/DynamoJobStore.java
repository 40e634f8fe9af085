package io.surgetank.aws.table;

import io.surgetank.core.event.Event;
import io.surgetank.core.handler.Sleeper;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.Status;
import io.surgetank.core.store.CancelResult;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.JobStore;
import io.surgetank.core.store.Move;
import io.surgetank.core.store.MoveResult;
import io.surgetank.core.store.OperatorAction;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
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

  private final JobTable jobTable;
  private final Outbox outbox;
  private final Consumer<Event> events;
  private final Sleeper sleeper;

  DynamoJobStore(JobTable jobTable, Outbox outbox, Consumer<Event> events, Sleeper sleeper) {
    this.jobTable = jobTable;
    this.outbox = outbox;
    this.events = events;
    this.sleeper = sleeper;
  }

  @Override
  public List<PutResult> put(List<Submission> submissions) {
    List<PutResult> placements = new JobInserter(jobTable, outbox, events).place(submissions);
    var stored = new ArrayList<JobItem>();
    for (int i = 0; i < placements.size(); i++)
      if (placements.get(i) instanceof PutResult.Stored) stored.add(JobItem.of(submissions.get(i)));
    Set<JobId> refused = sent(stored);
    if (!refused.isEmpty() && refused.size() == submissions.size())
      throw new UncheckedIOException(new IOException("SQS takes no messages; nothing is accepted"));
    return placements.stream().map(putResult -> acknowledged(putResult, refused)).toList();
  }

  /// Sends, and takes back what could not be sent; answers what is not to be acknowledged.
  private Set<JobId> sent(List<JobItem> stored) {
    Set<JobId> unsent = outbox.send(stored);
    var refused = new HashSet<JobId>();
    for (JobItem jobItem : stored) {
      Fate fate = unsent.contains(jobItem.job().id()) ? takenBack(jobItem) : Fate.KEPT;
      if (fate != Fate.KEPT) refused.add(jobItem.job().id());
      if (fate != Fate.TAKEN_BACK) events.accept(new Event.Accepted(jobItem.job()));
    }
    return refused;
  }

  private enum Fate {
    KEPT,
    TAKEN_BACK,
    /// It stays stored, and the sweeper will send it. Nobody is told of it.
    UNCLEAR
  }

  private Fate takenBack(JobItem jobItem) {
    try {
      if (jobTable.withdraw(jobItem)) return Fate.TAKEN_BACK;
      // Its message came through after all, or a repeat has sent one.
      return jobTable.card(jobItem.job().id()).isPresent() ? Fate.KEPT : Fate.TAKEN_BACK;
    } catch (UncheckedIOException neither) {
      return Fate.UNCLEAR;
    }
  }

  private static PutResult acknowledged(PutResult putResult, Set<JobId> refused) {
    return putResult instanceof PutResult.Stored(var job) && refused.contains(job.id())
        ? new PutResult.Full(UNSENT)
        : putResult;
  }

  @Override
  public Optional<JobRecord> find(JobId id) {
    return jobTable.card(id).map(JobItem::record);
  }

  @Override
  public Map<JobKey, JobId> named(Collection<JobKey> keys) {
    return KeyLookup.jobs(jobTable, keys);
  }

  @Override
  public List<JobRecord> list(JobQuery query) {
    var jobIndex = new JobIndex(jobTable);
    List<String> asked = jobIndex.of(query.pipelines(), query.statuses());
    var found = new ArrayList<JobRecord>();
    String before = query.before().map(JobId::toString).orElse(JobIndex.LAST);
    while (found.size() < query.limit()) {
      List<JobId> ids = jobIndex.newest(asked, query.since(), before, query.limit() - found.size());
      if (ids.isEmpty()) break;
      Map<JobId, JobItem> cards = jobTable.cards(ids);
      for (JobId id : ids) {
        JobItem jobItem = cards.get(id);
        if (jobItem != null && query.statuses().contains(jobItem.status()))
          found.add(jobItem.record());
      }
      before = ids.getLast().toString();
    }
    return found;
  }

  @Override
  public CancelResult cancel(JobId id) {
    for (int turn = 0; turn < TRIES; turn++) {
      Optional<JobItem> card = jobTable.card(id);
      if (card.isEmpty()) return new CancelResult.Unknown();
      Status status = card.get().status();
      if (status == Status.CANCELLED) return new CancelResult.Cancelled(card.get().record());
      if (status == Status.PROCESSING || status.isEnd())
        return new CancelResult.TooLate(card.get().record());
      Transition transition = Transitions.cancel(card.get(), jobTable.now());
      if (!jobTable.commit(transition)) continue;
      transition.events().forEach(events);
      return new CancelResult.Cancelled(transition.after().record());
    }
    throw tooBusy();
  }

  @Override
  public Optional<String> noMoves() {
    return Optional.of(
        "on AWS jobs cannot be moved to another pipeline: their messages are in the queue of the"
            + " pipeline that accepted them; keep that pipeline until they are worked, or cancel"
            + " them");
  }

  @Override
  public List<MoveResult> move(List<Move> moves, OperatorAction entry) {
    throw new UnsupportedOperationException(noMoves().orElseThrow());
  }

  @Override
  public Optional<JobRecord> awaitEnd(JobId id, Duration atMost) throws InterruptedException {
    Duration left = atMost;
    Optional<JobRecord> record = find(id);
    while (record.isPresent() && !record.get().status().isEnd() && left.isPositive()) {
      Duration look = left.compareTo(LOOK) < 0 ? left : LOOK;
      Instant before = jobTable.now();
      sleeper.sleep(look);
      record = find(id);
      Duration took = Duration.between(before, jobTable.now());
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
