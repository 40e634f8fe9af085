package io.surgetank.aws.table;

import io.surgetank.event.Event;
import io.surgetank.job.JobKey;
import io.surgetank.store.Placement;
import io.surgetank.store.Submission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Stores submissions, as many in one transaction as it holds. When one of them is known already,
/// those of its transaction are placed one by one.
final class Placing {
  /// A transaction has at most 100 items and 4 MB
  /// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html): a job has
  /// up to four items, and each pipeline's counts are one.
  private static final int MAX_JOBS = 20;

  private static final int MAX_BYTES = 3_000_000;
  private static final int AROUND_A_JOB = 4_000;

  private static final Placement NOT_NOW = new Placement.Full(Outbox.GRACE);

  private final Table table;
  private final Outbox outbox;
  private final Consumer<Event> events;

  Placing(Table table, Outbox outbox, Consumer<Event> events) {
    this.table = table;
    this.outbox = outbox;
    this.events = events;
  }

  List<Placement> place(List<Submission> submissions) {
    var placements = new ArrayList<Placement>();
    var group = new ArrayList<Submission>();
    Set<Object> keys = new HashSet<>();
    long bytes = 0;
    for (Submission submission : submissions) {
      // A character has at most three bytes.
      long size = submission.job().payload().length() * 3L + AROUND_A_JOB;
      boolean known =
          submission.keys().stream().anyMatch(key -> keys.contains(name(submission, key)));
      if (known || group.size() == MAX_JOBS || bytes + size > MAX_BYTES) {
        placements.addAll(placeGroup(group));
        group.clear();
        keys.clear();
        bytes = 0;
      }
      group.add(submission);
      for (JobKey key : submission.keys()) keys.add(name(submission, key));
      bytes += size;
    }
    placements.addAll(placeGroup(group));
    return placements;
  }

  private static String name(Submission submission, JobKey key) {
    return Keys.named(submission.job().pipeline(), key);
  }

  private List<Placement> placeGroup(List<Submission> group) {
    if (group.isEmpty()) return List.of();
    if (table.put(group.stream().map(Card::of).toList()))
      return group.stream().map(Placing::stored).toList();
    return group.stream().map(this::placeOne).toList();
  }

  private static Placement stored(Submission submission) {
    return new Placement.Stored(submission.job());
  }

  private Placement placeOne(Submission submission) {
    for (int turn = 0; turn < DynamoJobStore.TRIES; turn++) {
      Optional<Placement> known = known(submission);
      if (known.isPresent()) return known.get();
      if (table.put(List.of(Card.of(submission)))) return stored(submission);
    }
    throw DynamoJobStore.tooBusy();
  }

  private Optional<Placement> known(Submission submission) {
    Optional<Card> known = Optional.empty();
    for (JobKey key : submission.keys()) {
      Optional<Card> named = new Named(table).find(submission.job().pipeline(), key);
      if (named.isEmpty()) continue;
      boolean other = known.isPresent() && !known.get().job().id().equals(named.get().job().id());
      if (other || !named.get().submission().fingerprint().equals(submission.fingerprint()))
        return Optional.of(new Placement.KeyTaken(key));
      known = named;
    }
    return known.flatMap(this::replayed);
  }

  /// A repeat of a submission whose message was never sent sends it. Empty when whoever made the
  /// submission has taken it back meanwhile.
  private Optional<Placement> replayed(Card card) {
    if (card.unsent()) {
      if (!outbox.send(List.of(card)).isEmpty()) return Optional.of(NOT_NOW);
      // Only what is marked as sent can no longer be taken back.
      Optional<Card> now = table.card(card.job().id());
      if (now.isEmpty()) return Optional.empty();
      if (now.get().unsent()) return Optional.of(NOT_NOW);
    }
    table.add(Delta.one(card.job().pipeline(), Delta.REPLAYED));
    events.accept(new Event.Replayed(card.job().pipeline(), card.job().id()));
    return Optional.of(new Placement.Existing(card.record()));
  }
}
