package io.surgetank.testkit.memory;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.State;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.DeliveryQueue;
import io.surgetank.core.queue.Receipt;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.work.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Deliveries, leased until a deadline. Expired leases are detected when leasing or when the
/// background work runs.
final class MemoryQueue implements DeliveryQueue {
  private static final Comparator<StoredJob> IN_ORDER_OF_TIME =
      Comparator.<StoredJob, Instant>comparing(storedJob -> storedJob.dueAt)
          .thenComparing(storedJob -> storedJob.job().id());

  private final MemoryState memoryState;

  MemoryQueue(MemoryState memoryState) {
    this.memoryState = memoryState;
  }

  @Override
  public List<Delivery> lease(PipelineName pipeline, int max, Duration atMost)
      throws InterruptedException {
    memoryState.lock.lockInterruptibly();
    try {
      long left = atMost.toNanos();
      List<Delivery> leased = leaseDue(pipeline, max);
      while (leased.isEmpty() && left > 0) {
        left = memoryState.changed.awaitNanos(left);
        leased = leaseDue(pipeline, max);
      }
      return leased;
    } finally {
      memoryState.lock.unlock();
    }
  }

  /// Leases this job regardless of the order. Empty when it is not due.
  Optional<Delivery> lease(JobId id) {
    return memoryState.locked(() -> {
      memoryState.abandonWhatIsLost();
      return Optional.ofNullable(memoryState.storedJobs.get(id))
          .filter(storedJob -> storedJob.isDue(memoryState.now()))
          .map(this::begin);
    });
  }

  boolean isDue(PipelineName pipeline) {
    return memoryState.locked(() -> {
      memoryState.abandonWhatIsLost();
      return due(pipeline).findAny().isPresent();
    });
  }

  private Stream<StoredJob> due(PipelineName pipeline) {
    Instant now = memoryState.now();
    return memoryState.storedJobs.values().stream()
        .filter(storedJob -> storedJob.job().pipeline().equals(pipeline) && storedJob.isDue(now));
  }

  private List<Delivery> leaseDue(PipelineName pipeline, int max) {
    memoryState.abandonWhatIsLost();
    return due(pipeline).sorted(IN_ORDER_OF_TIME).limit(max).map(this::begin).toList();
  }

  private Delivery begin(StoredJob storedJob) {
    PipelineName name = storedJob.job().pipeline();
    Instant now = memoryState.now();
    var attempt =
        storedJob.begin(
            memoryState.beginning(storedJob),
            now,
            now.plus(memoryState.pipeline(name).work().lease()));
    memoryState.counts(name).add(MemoryCounters.Count.STARTED);
    memoryState.emit(new Event.Started(storedJob.job(), attempt));
    return new Delivery(storedJob.job(), attempt, receipt(storedJob));
  }

  @Override
  public SettleResult extend(Receipt receipt) {
    return holding(
        receipt,
        storedJob ->
            storedJob.leasedUntil =
                memoryState
                    .now()
                    .plus(memoryState.pipeline(storedJob.job().pipeline()).work().lease()));
  }

  @Override
  public SettleResult settle(Receipt receipt, Outcome outcome) {
    var end =
        outcome instanceof Outcome.Processed
            ? FinishedAttempt.End.PROCESSED
            : FinishedAttempt.End.FAILED;
    return holding(receipt, storedJob -> memoryState.conclude(storedJob, outcome, end));
  }

  @Override
  public SettleResult release(Receipt receipt) {
    return holding(
        receipt,
        storedJob -> {
          var attempt = ((State.Processing) storedJob.state).attempt();
          storedJob.undoStart();
          memoryState.emit(new Event.Released(storedJob.job(), attempt));
        });
  }

  private SettleResult holding(Receipt receipt, Consumer<StoredJob> step) {
    return memoryState.locked(() -> {
      memoryState.abandonWhatIsLost();
      Optional<StoredJob> held =
          JobId.parse(receipt.value().split("#", 2)[0])
              .flatMap(id -> Optional.ofNullable(memoryState.storedJobs.get(id)))
              .filter(storedJob -> storedJob.state instanceof State.Processing)
              .filter(storedJob -> receipt(storedJob).equals(receipt));
      held.ifPresent(step);
      return held.isPresent() ? SettleResult.SETTLED : SettleResult.STALE;
    });
  }

  private static Receipt receipt(StoredJob storedJob) {
    return new Receipt(storedJob.job().id() + "#" + storedJob.leases);
  }
}
