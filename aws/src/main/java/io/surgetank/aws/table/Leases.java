package io.surgetank.aws.table;

import io.surgetank.event.Event;
import io.surgetank.job.JobId;
import io.surgetank.job.State;
import io.surgetank.job.Status;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.queue.Settlement;
import io.surgetank.work.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Who works a job and what came of it, by the job's record: a message only says that there may be
/// something to do. So messages may come twice, late, or under new ids.
public final class Leases {
  private final Table table;
  private final Consumer<Event> events;

  Leases(Table table, Consumer<Event> events) {
    this.table = table;
    this.events = events;
  }

  /// A message about this job has come: what the record says to it.
  public Arrival begin(JobId id) {
    for (int turn = 0; turn < DynamoJobStore.TRIES; turn++) {
      Optional<Card> found = table.card(id);
      if (found.isEmpty() || found.get().status().isEnd()) return new Arrival.Over();
      Card card = found.get();
      Optional<Pipeline> known = table.pipelines().named(card.job().pipeline());
      if (known.isEmpty()) return new Arrival.Later(Duration.ofMinutes(5));
      Instant now = table.now();
      Instant due = due(card);
      if (due.isAfter(now)) return new Arrival.Later(Duration.between(now, due));
      Step so =
          card.life().running().isPresent()
              ? Steps.abandon(card, known.get(), now)
              : Step.none(card);
      Step step = so.after().status().isEnd() ? so : Steps.begin(so, known.get(), now);
      if (!table.commit(step)) continue;
      step.events().forEach(events);
      return step.after().life().running().isEmpty()
          ? new Arrival.Over()
          : new Arrival.Begun(
              step.after().job(),
              step.after().life().running().orElseThrow(),
              step.after().life().leases());
    }
    throw DynamoJobStore.tooBusy();
  }

  private static Instant due(Card card) {
    return switch (card.life().state()) {
      case State.Processing _ -> card.life().leasedUntil();
      case State.Retrying(var dueAt) -> dueAt;
      case State.Pending _, State.Processed _, State.Dead _, State.Cancelled _ -> Instant.EPOCH;
    };
  }

  public Settlement settle(JobId id, long lease, Outcome outcome) {
    return holding(id, lease, card -> Steps.conclude(card, outcome, table.now()));
  }

  public Settlement release(JobId id, long lease) {
    return holding(id, lease, Steps::release);
  }

  public Settlement extend(JobId id, long lease) {
    return holding(
        id,
        lease,
        card -> {
          Duration full = table.pipeline(card.job().pipeline()).work().lease();
          return Steps.extend(card, table.now().plus(full));
        });
  }

  private Settlement holding(JobId id, long lease, Function<Card, Step> step) {
    for (int turn = 0; turn < DynamoJobStore.TRIES; turn++) {
      Optional<Card> held =
          table
              .card(id)
              .filter(card -> card.status() == Status.PROCESSING)
              .filter(card -> card.life().leases() == lease);
      if (held.isEmpty()) return Settlement.STALE;
      Step next = step.apply(held.get());
      if (!table.commit(next)) continue;
      next.events().forEach(events);
      return Settlement.SETTLED;
    }
    throw DynamoJobStore.tooBusy();
  }

  /// The job's message came to the dead-letter queue: the job is given up, unless it is at an end
  /// already or somebody works it now.
  public Arrival bury(JobId id, String why) {
    for (int turn = 0; turn < DynamoJobStore.TRIES; turn++) {
      Optional<Card> found = table.card(id);
      if (found.isEmpty() || found.get().status().isEnd()) return new Arrival.Over();
      Card card = found.get();
      Instant now = table.now();
      boolean running = card.life().running().isPresent();
      if (running && card.life().leasedUntil().isAfter(now))
        return new Arrival.Later(Duration.between(now, card.life().leasedUntil()));
      Step so =
          running
              ? Steps.abandon(card, table.pipeline(card.job().pipeline()), now)
              : Step.none(card);
      Step step = so.after().status().isEnd() ? so : Steps.bury(so, why, now);
      if (!table.commit(step)) continue;
      step.events().forEach(events);
      return new Arrival.Over();
    }
    throw DynamoJobStore.tooBusy();
  }

  /// Keeps a message that nobody could read, so that the evidence outlives it.
  public void keepStray(Stray stray) {
    var item = new java.util.HashMap<>(Keys.of(Keys.stray(stray.messageId())));
    item.put(Shape.LINE, Row.text("stray"));
    item.put(Shape.PLACE, Row.text(stray.messageId()));
    item.put("body", Row.text(stray.body()));
    item.put("receives", Row.number(stray.receives()));
    item.put("sentAt", Row.number(stray.sentAt()));
    item.put("keptAt", Row.number(table.now()));
    table.wire().put(item);
  }
}
