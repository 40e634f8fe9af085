package io.surgetank.memory;

import io.surgetank.event.Event;
import io.surgetank.job.JobId;
import io.surgetank.job.JobRecord;
import io.surgetank.job.State;
import io.surgetank.store.DeadFilter;
import io.surgetank.store.DeadLetters;
import io.surgetank.store.DeadSummary;
import io.surgetank.store.FailureCounts;
import io.surgetank.store.TrailEntry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// Dead letters, found by looking at every job.
final class MemoryDeadLetters implements DeadLetters {
  private final Room room;

  MemoryDeadLetters(Room room) {
    this.room = room;
  }

  @Override
  public long count(DeadFilter filter) {
    return room.locked(() -> (long) meant(filter).size());
  }

  @Override
  public DeadSummary summary(DeadFilter filter) {
    return room.locked(() -> {
      var counts = new FailureCounts();
      for (Card card : meant(filter))
        if (card.state instanceof State.Dead(var failure, _)) counts.add(failure, 1);
      return counts.summary(TrailEntry.Extent.WHOLE);
    });
  }

  @Override
  public List<JobRecord> list(DeadFilter filter, Optional<JobId> before, int limit) {
    return room.locked(() ->
        meant(filter).stream()
            .filter(card -> before.map(id -> card.job().id().compareTo(id) < 0).orElse(true))
            .limit(limit)
            .map(room::record)
            .toList());
  }

  @Override
  public TrailEntry redrive(DeadFilter filter, String actor) {
    return act(
        TrailEntry.Act.REDRIVE,
        filter,
        actor,
        meant -> {
          meant.forEach(this::sendRound);
          meant.forEach(room::advance);
        });
  }

  @Override
  public TrailEntry purge(DeadFilter filter, String actor) {
    return act(TrailEntry.Act.PURGE, filter, actor, meant -> meant.forEach(room::remove));
  }

  @Override
  public void record(TrailEntry entry) {
    var _ =
        room.locked(() -> {
          room.tell(new Event.Operated(entry));
          return room.trail.add(entry);
        });
  }

  @Override
  public List<TrailEntry> trail(int limit) {
    return room.locked(() -> room.trail.reversed().stream().limit(limit).toList());
  }

  private TrailEntry act(
      TrailEntry.Act act, DeadFilter filter, String actor, Consumer<List<Card>> step) {
    return room.locked(() -> {
      List<Card> meant = meant(filter);
      step.accept(meant);
      var entry = new TrailEntry(room.moment(), actor, act, filter, meant.size());
      room.trail.add(entry);
      room.tell(new Event.Operated(entry));
      return entry;
    });
  }

  private void sendRound(Card card) {
    card.round++;
    card.begun = 0;
    card.dueAt = room.now();
    card.state = new State.Pending();
    card.held = card.submission.orderingKey().isPresent();
    room.counts(card.job().pipeline()).add(Counts.Count.REDRIVEN);
  }

  private List<Card> meant(DeadFilter filter) {
    return room.cards.descendingMap().values().stream()
        .filter(card ->
            card.state instanceof State.Dead(var failure, _) && means(filter, card, failure))
        .toList();
  }

  private static boolean means(DeadFilter filter, Card card, String failure) {
    return (filter.ids().isEmpty() || filter.ids().contains(card.job().id()))
        && (filter.pipelines().isEmpty() || filter.pipelines().contains(card.job().pipeline()))
        && failure
            .toLowerCase(Locale.ROOT)
            .contains(filter.failureContains().toLowerCase(Locale.ROOT));
  }
}
