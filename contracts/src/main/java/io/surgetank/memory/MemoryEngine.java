package io.surgetank.memory;

import io.surgetank.backend.Clockwork;
import io.surgetank.event.Event;
import io.surgetank.job.JobId;
import io.surgetank.job.PipelineName;
import io.surgetank.job.Status;
import io.surgetank.ledger.Ledger;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.queue.Delivery;
import io.surgetank.queue.DeliveryQueue;
import io.surgetank.store.DeadLetters;
import io.surgetank.store.JobStore;
import io.surgetank.work.RetryDecision;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The engine that keeps everything in memory, and nothing longer than the process lives.
public final class MemoryEngine {
  private final Room room;
  private final MemoryQueue queue;

  public MemoryEngine(Pipelines pipelines, Clockwork clock, Consumer<Event> listener) {
    this.room = new Room(pipelines, clock, listener);
    this.queue = new MemoryQueue(room);
    listener.accept(new Event.Opened(0, 0));
  }

  public JobStore jobs() {
    return new MemoryJobs(room);
  }

  public DeliveryQueue queue() {
    return queue;
  }

  public DeadLetters deadLetters() {
    return new MemoryDeadLetters(room);
  }

  public Ledger ledger() {
    return new MemoryLedger(room);
  }

  /// Gives back what is held by lost leases and removes the records whose time is over.
  public void catchUp() {
    room.locked(() -> {
      room.abandonWhatIsLost();
      room.removeWhatIsOver();
      return room.cards.size();
    });
  }

  /// Leases one job out of turn, so that the model can follow a backend that chose it. Empty when
  /// the job is not due.
  public Optional<Delivery> lease(JobId id) {
    return queue.lease(id);
  }

  /// Whether a lease of this pipeline would find anything now.
  public boolean isDue(PipelineName pipeline) {
    return queue.isDue(pipeline);
  }

  /// Does to the jobs what a crash and a restart do, and tells `listener` from then on.
  public void restart(Consumer<Event> listener) {
    room.locked(() -> {
      room.listener = listener;
      List<Card> running =
          room.cards.values().stream().filter(card -> card.status() == Status.PROCESSING).toList();
      running.forEach(card -> room.abandon(card, RetryDecision.CUT_OFF));
      long waiting = room.cards.values().stream().filter(card -> !card.status().isEnd()).count();
      listener.accept(new Event.Opened(waiting, running.size()));
      return waiting;
    });
  }
}
