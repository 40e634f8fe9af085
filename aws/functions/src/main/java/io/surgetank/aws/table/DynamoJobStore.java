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

/// Writes the record, then sends the message, then returns: a job is acknowledged only when it is
/// both stored and sent.
final class DynamoJobStore implements JobStore {
  /// How often `awaitEnd` reads the record.
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

  /// Most jobs that a list reads at a time, if it may return fewer.
  private static final int MAX_PAGE = 800;

  /// An estimate of how long SQS accepts no messages once it does not.
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  /// More conflicts with other writers are not a coincidence.
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
    List<PutResult> results = new JobInserter(jobTable, outbox, events).insert(submissions);
    var stored = new ArrayList<JobItem>();
    for (int i = 0; i < results.size(); i++)
      if (results.get(i) instanceof PutResult.Stored) stored.add(JobItem.of(submissions.get(i)));
    Set<JobId> refused = sent(stored);
    if (!refused.isEmpty() && refused.size() == submissions.size())
      throw new UncheckedIOException(
          new IOException("SQS accepts no messages; no job was accepted"));
    return results.stream().map(putResult -> acknowledged(putResult, refused)).toList();
  }

  /// Sends the messages and removes the jobs that could not be sent; returns the jobs that must not
  /// be acknowledged.
  private Set<JobId> sent(List<JobItem> stored) {
    Set<JobId> unsent = outbox.send(stored);
    var refused = new HashSet<JobId>();
    for (JobItem jobItem : stored) {
      SendResult result =
          unsent.contains(jobItem.job().id()) ? withdrawn(jobItem) : SendResult.KEPT;
      if (result != SendResult.KEPT) refused.add(jobItem.job().id());
      if (result != SendResult.WITHDRAWN) events.accept(new Event.Accepted(jobItem.job()));
    }
    return refused;
  }

  private enum SendResult {
    KEPT,
    WITHDRAWN,
    /// The job stays stored and is not acknowledged; the sweeper will send it.
    UNKNOWN
  }

  private SendResult withdrawn(JobItem jobItem) {
    try {
      if (jobTable.withdraw(jobItem)) return SendResult.WITHDRAWN;
      // Its message was sent after all, or a repeated submission has sent one.
      return jobTable.item(jobItem.job().id()).isPresent() ? SendResult.KEPT : SendResult.WITHDRAWN;
    } catch (UncheckedIOException notWithdrawn) {
      return SendResult.UNKNOWN;
    }
  }

  private static PutResult acknowledged(PutResult putResult, Set<JobId> refused) {
    return putResult instanceof PutResult.Stored(var job) && refused.contains(job.id())
        ? new PutResult.Full(RETRY_AFTER)
        : putResult;
  }

  @Override
  public Optional<JobRecord> find(JobId id) {
    return jobTable.item(id).map(JobItem::record);
  }

  @Override
  public Map<JobKey, JobId> named(Collection<JobKey> keys) {
    return KeyLookup.jobs(jobTable, keys);
  }

  @Override
  public List<JobRecord> list(JobQuery query) {
    var jobIndex = new JobIndex(jobTable);
    List<String> partitions = jobIndex.partitions(query.pipelines(), query.statuses());
    var found = new ArrayList<JobRecord>();
    String before = query.before().map(JobId::toString).orElse(JobIndex.LAST);
    int page = query.limit();
    while (found.size() < query.limit()) {
      List<JobId> ids = jobIndex.newest(partitions, query.since(), before, page);
      if (ids.isEmpty()) break;
      Map<JobId, JobItem> items = jobTable.items(ids);
      for (JobId id : ids) {
        JobItem jobItem = items.get(id);
        if (jobItem != null
            && query.statuses().contains(jobItem.status())
            && query.includes(jobItem.job().owner())) found.add(jobItem.record());
      }
      before = ids.getLast().toString();
      // The partitions may have many jobs with other statuses and owners.
      page = Math.min(2 * page, Math.max(query.limit(), MAX_PAGE));
    }
    return found.subList(0, Math.min(found.size(), query.limit()));
  }

  @Override
  public CancelResult cancel(JobId id) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<JobItem> item = jobTable.item(id);
      if (item.isEmpty()) return new CancelResult.Unknown();
      Status status = item.get().status();
      if (status == Status.CANCELLED) return new CancelResult.Cancelled(item.get().record());
      if (status == Status.PROCESSING || status.isEnd())
        return new CancelResult.TooLate(item.get().record());
      Transition transition = Transitions.cancel(item.get(), jobTable.now());
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
            + " pipeline that accepted them; keep that pipeline until they are processed, or cancel"
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
      Duration wait = left.compareTo(POLL_INTERVAL) < 0 ? left : POLL_INTERVAL;
      Instant before = jobTable.now();
      sleeper.sleep(wait);
      record = find(id);
      Duration took = Duration.between(before, jobTable.now());
      // A slow table's reads are part of the wait.
      left = left.minus(took.compareTo(wait) > 0 ? took : wait);
    }
    return record;
  }

  static UncheckedIOException tooBusy() {
    return new UncheckedIOException(
        new IOException("too many concurrent changes of the same job; nothing was changed"));
  }
}
