package io.surgetank.aws.table;

import io.surgetank.event.Event;
import io.surgetank.job.JobId;
import io.surgetank.job.JobKey;
import io.surgetank.job.PipelineName;
import io.surgetank.store.Batch;
import io.surgetank.store.Placement;
import io.surgetank.store.Submission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Stores submissions, as many in one transaction as it holds. What is known of them already is
/// looked up for all at once: before the first transaction where there are many, and when one
/// fails.
final class Placing {
  /// A transaction has at most 100 items and 4 MB
  /// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html): a job has
  /// up to four items, and each pipeline's counts are one.
  private static final int MAX_JOBS = 20;

  private static final int MAX_BYTES = 3_000_000;
  private static final int AROUND_A_JOB = 4_000;

  private static final Placement NOT_NOW = new Placement.Full(Outbox.GRACE);

  /// A submission at its place among those put.
  private record Open(int at, Submission submission) {}

  private record Replay(Open open, Naming.Meaning.Known known) {}

  private final Table table;
  private final Outbox outbox;
  private final Consumer<Event> events;
  private final Map<Integer, Placement> answers = new TreeMap<>();

  Placing(Table table, Outbox outbox, Consumer<Event> events) {
    this.table = table;
    this.outbox = outbox;
    this.events = events;
  }

  List<Placement> place(List<Submission> submissions) {
    List<Open> open = new ArrayList<>();
    for (Submission submission : submissions) open.add(new Open(open.size(), submission));
    boolean many =
        submissions.size() > 1 && submissions.stream().anyMatch(one -> !one.keys().isEmpty());
    boolean batch = submissions.stream().anyMatch(one -> one.batch().isPresent());
    if (many || batch) open = fresh(open);
    for (List<Open> group : groups(open)) {
      List<Open> left = group;
      for (int turn = 0; !left.isEmpty() && !put(left); turn++) {
        if (turn == DynamoJobStore.TRIES) throw DynamoJobStore.tooBusy();
        left = fresh(left);
      }
    }
    return List.copyOf(answers.values());
  }

  private boolean put(List<Open> group) {
    if (!table.put(group.stream().map(open -> Card.of(open.submission())).toList())) return false;
    for (Open open : group) answers.put(open.at(), new Placement.Stored(open.submission().job()));
    return true;
  }

  /// As many in a group as a transaction holds, and no two with one key.
  private static List<List<Open>> groups(List<Open> all) {
    var groups = new ArrayList<List<Open>>();
    var group = new ArrayList<Open>();
    Set<JobKey> keys = new HashSet<>();
    long bytes = 0;
    for (Open open : all) {
      // A character has at most three bytes.
      long size = open.submission().job().payload().length() * 3L + AROUND_A_JOB;
      boolean known = open.submission().keys().stream().anyMatch(keys::contains);
      if (known || group.size() == MAX_JOBS || bytes + size > MAX_BYTES) {
        groups.add(List.copyOf(group));
        group.clear();
        keys.clear();
        bytes = 0;
      }
      group.add(open);
      keys.addAll(open.submission().keys());
      bytes += size;
    }
    groups.add(List.copyOf(group));
    return groups;
  }

  /// Answers those that are known, and returns the others.
  private List<Open> fresh(List<Open> open) {
    List<Open> left = open;
    for (int turn = 0; turn < DynamoJobStore.TRIES; turn++) {
      var naming = Naming.of(table, left.stream().map(Open::submission).toList());
      var fresh = new ArrayList<Open>();
      var replays = new ArrayList<Replay>();
      for (Open one : left)
        switch (naming.of(one.submission())) {
          case Naming.Meaning.Taken(var key) -> answers.put(one.at(), new Placement.KeyTaken(key));
          case Naming.Meaning.Known known -> replays.add(new Replay(one, known));
          case Naming.Meaning.Fresh() -> fresh.add(one);
        }
      var all = new ArrayList<>(fresh);
      for (Replay replay : replays) all.add(replay.open());
      left = all;
      if (begun(naming, all)) {
        List<Open> again = replay(replays);
        if (again.isEmpty()) return fresh;
        left = Stream.concat(fresh.stream(), again.stream()).toList();
      }
      left = left.stream().sorted(Comparator.comparingInt(Open::at)).toList();
    }
    throw DynamoJobStore.tooBusy();
  }

  /// Writes the heads of batches that have none; false when somebody else was faster.
  private boolean begun(Naming naming, List<Open> all) {
    var heads = new LinkedHashSet<Batch>();
    for (Open open : all)
      open.submission().batch().filter(batch -> !naming.hasHead(batch)).ifPresent(heads::add);
    boolean begun = true;
    for (Batch batch : heads) begun &= table.begin(batch);
    return begun;
  }

  /// Answers those whose job is sent for certain; returns those to be looked up again.
  private List<Open> replay(List<Replay> replays) {
    Map<JobId, Card> unsent = new HashMap<>();
    for (Replay replay : replays)
      if (replay.known().card().unsent())
        unsent.put(replay.known().card().job().id(), replay.known().card());
    Set<JobId> failed = outbox.send(unsent.values());
    // Only what is marked as sent can no longer be taken back.
    Map<JobId, Card> now = unsent.isEmpty() ? Map.of() : table.cards(unsent.keySet());
    var again = new ArrayList<Open>();
    Map<PipelineName, Long> counts = new HashMap<>();
    for (Replay replay : replays) {
      JobId id = replay.known().card().job().id();
      Optional<Card> card =
          unsent.containsKey(id)
              ? Optional.ofNullable(now.get(id))
              : Optional.of(replay.known().card());
      if (failed.contains(id) || card.filter(Card::unsent).isPresent())
        answers.put(replay.open().at(), NOT_NOW);
      // Where the card is gone, whoever made the submission has taken it back meanwhile.
      else if (card.isEmpty() || !isAnswered(replay, card.get(), counts)) again.add(replay.open());
    }
    counts.forEach((pipeline, n) -> table.add(Delta.replayed(pipeline, n)));
    return again;
  }

  private boolean isAnswered(Replay replay, Card card, Map<PipelineName, Long> counts) {
    Submission submission = replay.open().submission();
    List<JobKey> unknown = replay.known().unknown();
    boolean fits = card.submission().keys().size() + unknown.size() <= JobKey.MAX_KEYS;
    if (!fits && submission.batch().isEmpty()) {
      answers.put(replay.open().at(), new Placement.TooManyKeys(unknown.getFirst()));
      return true;
    }
    if (fits && !unknown.isEmpty() && !table.name(card, unknown)) return false;
    PipelineName pipeline = submission.job().pipeline();
    counts.merge(pipeline, 1L, Long::sum);
    events.accept(new Event.Replayed(pipeline, card.job().id()));
    answers.put(replay.open().at(), new Placement.Existing(card.record()));
    return true;
  }
}
