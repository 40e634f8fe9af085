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

/// Leases and settles jobs by their records. A message only says that a job may be due, so messages
/// may be duplicated, late, or have new ids.
public final class Leases {
  private final JobTable jobTable;
  private final Consumer<Event> events;

  Leases(JobTable jobTable, Consumer<Event> events) {
    this.jobTable = jobTable;
    this.events = events;
  }

  /// Leases the job, if its record allows an attempt now.
  public LeaseResult begin(JobId id) {
    for (int attempt = 0; attempt < DynamoJobStore.TRIES; attempt++) {
      Optional<JobItem> found = jobTable.item(id);
      if (found.isEmpty() || found.get().status().isEnd()) return new LeaseResult.Finished();
      JobItem jobItem = found.get();
      Optional<Pipeline> known = jobTable.pipelines().named(jobItem.job().pipeline());
      if (known.isEmpty()) return new LeaseResult.NotYet(Duration.ofMinutes(5));
      Instant now = jobTable.now();
      Instant due = dueAt(jobItem);
      if (due.isAfter(now)) return new LeaseResult.NotYet(Duration.between(now, due));
      Transition abandoned =
          jobItem.jobExecutionState().running().isPresent()
              ? Transitions.abandon(jobItem, known.get(), now)
              : Transition.none(jobItem);
      Transition transition =
          abandoned.after().status().isEnd()
              ? abandoned
              : Transitions.begin(abandoned, known.get(), now);
      if (!jobTable.commit(transition)) continue;
      transition.events().forEach(events);
      return transition.after().jobExecutionState().running().isEmpty()
          ? new LeaseResult.Finished()
          : new LeaseResult.Acquired(
              transition.after().job(),
              transition.after().jobExecutionState().running().orElseThrow(),
              transition.after().jobExecutionState().leases());
    }
    throw DynamoJobStore.tooBusy();
  }

  private static Instant dueAt(JobItem jobItem) {
    return switch (jobItem.jobExecutionState().state()) {
      case State.Processing _ -> jobItem.jobExecutionState().leasedUntil();
      case State.Retrying(var dueAt) -> dueAt;
      case State.Pending _, State.Processed _, State.Dead _, State.Cancelled _ -> Instant.EPOCH;
    };
  }

  public SettleResult settle(JobId id, long lease, Outcome outcome) {
    return ifLeased(id, lease, jobItem -> Transitions.conclude(jobItem, outcome, jobTable.now()));
  }

  public SettleResult release(JobId id, long lease) {
    return ifLeased(id, lease, Transitions::release);
  }

  public SettleResult extend(JobId id, long lease) {
    return ifLeased(
        id,
        lease,
        jobItem -> {
          Duration full = jobTable.pipeline(jobItem.job().pipeline()).work().lease();
          return Transitions.extend(jobItem, jobTable.now().plus(full));
        });
  }

  private SettleResult ifLeased(JobId id, long lease, Function<JobItem, Transition> transitionOf) {
    for (int attempt = 0; attempt < DynamoJobStore.TRIES; attempt++) {
      Optional<JobItem> held =
          jobTable
              .item(id)
              .filter(jobItem -> jobItem.status() == Status.PROCESSING)
              .filter(jobItem -> jobItem.jobExecutionState().leases() == lease);
      if (held.isEmpty()) return SettleResult.STALE;
      Transition next = transitionOf.apply(held.get());
      if (!jobTable.commit(next)) continue;
      next.events().forEach(events);
      return SettleResult.SETTLED;
    }
    throw DynamoJobStore.tooBusy();
  }

  /// Makes a job whose message is in the dead-letter queue a dead letter, unless it is in an end
  /// state or a worker has it.
  public LeaseResult moveToDeadLetters(JobId id, String reason) {
    for (int attempt = 0; attempt < DynamoJobStore.TRIES; attempt++) {
      Optional<JobItem> found = jobTable.item(id);
      if (found.isEmpty() || found.get().status().isEnd()) return new LeaseResult.Finished();
      JobItem jobItem = found.get();
      Instant now = jobTable.now();
      boolean running = jobItem.jobExecutionState().running().isPresent();
      if (running && jobItem.jobExecutionState().leasedUntil().isAfter(now))
        return new LeaseResult.NotYet(
            Duration.between(now, jobItem.jobExecutionState().leasedUntil()));
      Transition abandoned =
          running
              ? Transitions.abandon(jobItem, jobTable.pipeline(jobItem.job().pipeline()), now)
              : Transition.none(jobItem);
      Transition transition =
          abandoned.after().status().isEnd()
              ? abandoned
              : Transitions.moveToDeadLetters(abandoned, reason, now);
      if (!jobTable.commit(transition)) continue;
      transition.events().forEach(events);
      return new LeaseResult.Finished();
    }
    throw DynamoJobStore.tooBusy();
  }

  /// Records an unreadable message, so that it can be deleted from its queue.
  public void recordUnreadable(UnreadableMessage unreadableMessage) {
    var item =
        new java.util.HashMap<>(ItemKeys.of(ItemKeys.unreadable(unreadableMessage.messageId())));
    item.put(TableSchema.LIST_PK, ItemReader.text("unreadable"));
    item.put(TableSchema.LIST_SK, ItemReader.text(unreadableMessage.messageId()));
    item.put("body", ItemReader.text(unreadableMessage.body()));
    item.put("receives", ItemReader.number(unreadableMessage.receives()));
    item.put("sentAt", ItemReader.number(unreadableMessage.sentAt()));
    item.put("keptAt", ItemReader.number(jobTable.now()));
    jobTable.dynamo().put(item);
  }
}
