package io.surgetank.memory;

import io.surgetank.event.Event;
import io.surgetank.job.FinishedAttempt;
import io.surgetank.job.JobId;
import io.surgetank.job.PipelineName;
import io.surgetank.job.State;
import io.surgetank.queue.Delivery;
import io.surgetank.queue.DeliveryQueue;
import io.surgetank.queue.Receipt;
import io.surgetank.queue.Settlement;
import io.surgetank.work.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Deliveries, leased until a deadline. Lost leases are noticed when somebody leases or when the
/// engine catches up.
final class MemoryQueue implements DeliveryQueue {
  private static final Comparator<Card> IN_ORDER_OF_TIME =
      Comparator.<Card, Instant>comparing(card -> card.dueAt)
          .thenComparing(card -> card.job().id());

  private final Room room;

  MemoryQueue(Room room) {
    this.room = room;
  }

  @Override
  public List<Delivery> lease(PipelineName pipeline, int max, Duration atMost)
      throws InterruptedException {
    room.lock.lockInterruptibly();
    try {
      long left = atMost.toNanos();
      List<Delivery> leased = leaseDue(pipeline, max);
      while (leased.isEmpty() && left > 0) {
        left = room.changed.awaitNanos(left);
        leased = leaseDue(pipeline, max);
      }
      return leased;
    } finally {
      room.lock.unlock();
    }
  }

  /// Leases this job, whatever its place in the order. Empty when it is not due.
  Optional<Delivery> lease(JobId id) {
    return room.locked(() -> {
      room.abandonWhatIsLost();
      return Optional.ofNullable(room.cards.get(id))
          .filter(card -> card.isDue(room.now()))
          .map(this::begin);
    });
  }

  boolean isDue(PipelineName pipeline) {
    return room.locked(() -> {
      room.abandonWhatIsLost();
      return due(pipeline).findAny().isPresent();
    });
  }

  private Stream<Card> due(PipelineName pipeline) {
    Instant now = room.now();
    return room.cards.values().stream()
        .filter(card -> card.job().pipeline().equals(pipeline) && card.isDue(now));
  }

  private List<Delivery> leaseDue(PipelineName pipeline, int max) {
    room.abandonWhatIsLost();
    return due(pipeline).sorted(IN_ORDER_OF_TIME).limit(max).map(this::begin).toList();
  }

  private Delivery begin(Card card) {
    PipelineName name = card.job().pipeline();
    Instant now = room.now();
    var attempt =
        card.begin(room.beginning(card), now, now.plus(room.pipeline(name).work().lease()));
    room.counts(name).add(Counts.Count.STARTED);
    room.tell(new Event.Started(card.job(), attempt));
    return new Delivery(card.job(), attempt, receipt(card));
  }

  @Override
  public Settlement extend(Receipt receipt) {
    return holding(
        receipt,
        card ->
            card.leasedUntil =
                room.now().plus(room.pipeline(card.job().pipeline()).work().lease()));
  }

  @Override
  public Settlement settle(Receipt receipt, Outcome outcome) {
    var end =
        outcome instanceof Outcome.Processed
            ? FinishedAttempt.End.PROCESSED
            : FinishedAttempt.End.FAILED;
    return holding(receipt, card -> room.conclude(card, outcome, end));
  }

  @Override
  public Settlement release(Receipt receipt) {
    return holding(
        receipt,
        card -> {
          var attempt = ((State.Processing) card.state).attempt();
          card.giveBack();
          room.tell(new Event.Released(card.job(), attempt));
        });
  }

  private Settlement holding(Receipt receipt, Consumer<Card> step) {
    return room.locked(() -> {
      room.abandonWhatIsLost();
      Optional<Card> held =
          JobId.parse(receipt.value().split("#", 2)[0])
              .flatMap(id -> Optional.ofNullable(room.cards.get(id)))
              .filter(card -> card.state instanceof State.Processing)
              .filter(card -> receipt(card).equals(receipt));
      held.ifPresent(step);
      return held.isPresent() ? Settlement.SETTLED : Settlement.STALE;
    });
  }

  private static Receipt receipt(Card card) {
    return new Receipt(card.job().id() + "#" + card.leases);
  }
}
