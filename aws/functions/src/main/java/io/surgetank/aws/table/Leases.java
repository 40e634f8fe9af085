package io.surgetank.aws.table;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.State;
import io.surgetank.core.job.Status;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.work.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Who works a job and what came of it, by the job's record: a message only says that there may be
/// something to do. So messages may come twice, late, or under new ids.
public final class Leases {
  private final JobTable jobTable;
  private final Consumer<Event> events;

  Leases(JobTable jobTable, Consumer<Event> events) {
    this.jobTable = jobTable;
    this.events = events;
  }

  /// A message about this job has come: what the record says to it.
  public LeaseResult begin(JobId id) {
    for (int turn = 0; turn < DynamoJobStore.TRIES; turn++) {
      Optional<JobItem> found = jobTable.card(id);
      if (found.isEmpty() || found.get().status().isEnd()) return new LeaseResult.Finished();
      JobItem jobItem = found.get();
      Optional<Pipeline> known = jobTable.pipelines().named(jobItem.job().pipeline());
      if (known.isEmpty()) return new LeaseResult.NotYet(Duration.ofMinutes(5));
      Instant now = jobTable.now();
      Instant due = due(jobItem);
      if (due.isAfter(now)) return new LeaseResult.NotYet(Duration.between(now, due));
      Transition so =
          jobItem.jobState().running().isPresent()
              ? Transitions.abandon(jobItem, known.get(), now)
              : Transition.none(jobItem);
      Transition transition =
          so.after().status().isEnd() ? so : Transitions.begin(so, known.get(), now);
      if (!jobTable.commit(transition)) continue;
      transition.events().forEach(events);
      return transition.after().jobState().running().isEmpty()
          ? new LeaseResult.Finished()
          : new LeaseResult.Acquired(
              transition.after().job(),
              transition.after().jobState().running().orElseThrow(),
              transition.after().jobState().leases());
    }
    throw DynamoJobStore.tooBusy();
  }

  private static Instant due(JobItem jobItem) {
    return switch (jobItem.jobState().state()) {
      case State.Processing _ -> jobItem.jobState().leasedUntil();
      case State.Retrying(var dueAt) -> dueAt;
      case State.Pending _, State.Processed _, State.Dead _, State.Cancelled _ -> Instant.EPOCH;
    };
  }

  public SettleResult settle(JobId id, long lease, Outcome outcome) {
    return holding(id, lease, jobItem -> Transitions.conclude(jobItem, outcome, jobTable.now()));
  }

  public SettleResult release(JobId id, long lease) {
    return holding(id, lease, Transitions::release);
  }

  public SettleResult extend(JobId id, long lease) {
    return holding(
        id,
        lease,
        jobItem -> {
          Duration full = jobTable.pipeline(jobItem.job().pipeline()).work().lease();
          return Transitions.extend(jobItem, jobTable.now().plus(full));
        });
  }

  private SettleResult holding(JobId id, long lease, Function<JobItem, Transition> step) {
    for (int turn = 0; turn < DynamoJobStore.TRIES; turn++) {
      Optional<JobItem> held =
          jobTable
              .card(id)
              .filter(jobItem -> jobItem.status() == Status.PROCESSING)
              .filter(jobItem -> jobItem.jobState().leases() == lease);
      if (held.isEmpty()) return SettleResult.STALE;
      Transition next = step.apply(held.get());
      if (!jobTable.commit(next)) continue;
      next.events().forEach(events);
      return SettleResult.SETTLED;
    }
    throw DynamoJobStore.tooBusy();
  }

  /// The job's message came to the dead-letter queue: the job is given up, unless it is at an end
  /// already or somebody works it now.
  public LeaseResult bury(JobId id, String why) {
    for (int turn = 0; turn < DynamoJobStore.TRIES; turn++) {
      Optional<JobItem> found = jobTable.card(id);
      if (found.isEmpty() || found.get().status().isEnd()) return new LeaseResult.Finished();
      JobItem jobItem = found.get();
      Instant now = jobTable.now();
      boolean running = jobItem.jobState().running().isPresent();
      if (running && jobItem.jobState().leasedUntil().isAfter(now))
        return new LeaseResult.NotYet(Duration.between(now, jobItem.jobState().leasedUntil()));
      Transition so =
          running
              ? Transitions.abandon(jobItem, jobTable.pipeline(jobItem.job().pipeline()), now)
              : Transition.none(jobItem);
      Transition transition = so.after().status().isEnd() ? so : Transitions.bury(so, why, now);
      if (!jobTable.commit(transition)) continue;
      transition.events().forEach(events);
      return new LeaseResult.Finished();
    }
    throw DynamoJobStore.tooBusy();
  }

  /// Keeps a message that nobody could read, so that the evidence outlives it.
  public void keepStray(UnreadableMessage unreadableMessage) {
    var item = new java.util.HashMap<>(ItemKeys.of(ItemKeys.stray(unreadableMessage.messageId())));
    item.put(TableSchema.LINE, ItemReader.text("stray"));
    item.put(TableSchema.PLACE, ItemReader.text(unreadableMessage.messageId()));
    item.put("body", ItemReader.text(unreadableMessage.body()));
    item.put("receives", ItemReader.number(unreadableMessage.receives()));
    item.put("sentAt", ItemReader.number(unreadableMessage.sentAt()));
    item.put("keptAt", ItemReader.number(jobTable.now()));
    jobTable.wire().put(item);
  }
}
