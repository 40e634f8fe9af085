package io.surgetank.testkit.memory;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.DeliveryQueue;
import io.surgetank.core.store.DeadLetters;
import io.surgetank.core.store.JobStore;
import io.surgetank.core.work.RetryDecision;
import io.surgetank.testkit.backend.TestClock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// An engine that keeps everything in memory.
public final class MemoryEngine {
  private final MemoryState memoryState;
  private final MemoryQueue queue;

  public MemoryEngine(Pipelines pipelines, TestClock clock, Consumer<Event> listener) {
    this.memoryState = new MemoryState(pipelines, clock, listener);
    this.queue = new MemoryQueue(memoryState);
    listener.accept(new Event.Opened(0, 0));
  }

  public JobStore jobs() {
    return new MemoryJobs(memoryState);
  }

  public DeliveryQueue queue() {
    return queue;
  }

  public DeadLetters deadLetters() {
    return new MemoryDeadLetters(memoryState);
  }

  public Ledger ledger() {
    return new MemoryLedger(memoryState);
  }

  /// Removes all jobs, keys, counts and operator actions, without events.
  public void clear() {
    memoryState.locked(() -> {
      memoryState.clear();
      return 0;
    });
  }

  /// Releases jobs with expired leases and removes expired records.
  public void catchUp() {
    memoryState.locked(() -> {
      memoryState.abandonWhatIsLost();
      memoryState.removeWhatIsOver();
      return memoryState.storedJobs.size();
    });
  }

  /// Leases one job out of order, so that the model can follow a backend's choice. Empty when the
  /// job is not due.
  public Optional<Delivery> lease(JobId id) {
    return queue.lease(id);
  }

  /// Whether any job of this pipeline is due.
  public boolean isDue(PipelineName pipeline) {
    return queue.isDue(pipeline);
  }

  /// Simulates a crash and a restart; further events go to `listener`.
  public void restart(Consumer<Event> listener) {
    memoryState.locked(() -> {
      memoryState.listener = listener;
      List<StoredJob> running =
          memoryState.storedJobs.values().stream()
              .filter(storedJob -> storedJob.status() == Status.PROCESSING)
              .toList();
      running.forEach(storedJob -> memoryState.abandon(storedJob, RetryDecision.PROCESS_DIED));
      long unfinished =
          memoryState.storedJobs.values().stream()
              .filter(storedJob -> !storedJob.status().isEnd())
              .count();
      listener.accept(new Event.Opened(unfinished, running.size()));
      return unfinished;
    });
  }
}
