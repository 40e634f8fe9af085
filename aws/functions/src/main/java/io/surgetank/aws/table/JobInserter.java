package io.surgetank.aws.table;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.store.KeyedBatch;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
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

/// Stores submissions, as many in one transaction as it can hold. Their keys are looked up
/// together: before the first transaction if there are several submissions, and after one that
/// fails.
final class JobInserter {
  /// A transaction has at most 100 items and 4 MB
  /// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html). The
  /// counters of each pipeline are one of the items.
  private static final int MAX_ITEMS = 100;

  private static final int MAX_BYTES = 3_000_000;
  private static final int JOB_OVERHEAD = 4_000;

  private static final PutResult RETRY_LATER = new PutResult.Full(MessageResender.GRACE);

  /// A submission and its index among those put.
  private record Open(int index, Submission submission) {}

  private record Replay(Open open, KeyLookup.Meaning.Existing existing) {}

  private final JobTable jobTable;
  private final Outbox outbox;
  private final Consumer<Event> events;
  private final Map<Integer, PutResult> results = new TreeMap<>();

  JobInserter(JobTable jobTable, Outbox outbox, Consumer<Event> events) {
    this.jobTable = jobTable;
    this.outbox = outbox;
    this.events = events;
  }

  List<PutResult> insert(List<Submission> submissions) {
    List<Open> open = new ArrayList<>();
    for (Submission submission : submissions) open.add(new Open(open.size(), submission));
    boolean many =
        submissions.size() > 1 && submissions.stream().anyMatch(one -> !one.keys().isEmpty());
    boolean batch = submissions.stream().anyMatch(one -> one.batch().isPresent());
    if (many || batch) open = withoutKnown(open);
    for (List<Open> group : groups(open)) {
      List<Open> left = group;
      for (int attempt = 0; !left.isEmpty() && !put(left); attempt++) {
        if (attempt == DynamoJobStore.TRIES) throw DynamoJobStore.tooBusy();
        left = withoutKnown(left);
      }
    }
    return List.copyOf(results.values());
  }

  private boolean put(List<Open> group) {
    if (!jobTable.put(group.stream().map(open -> JobItem.of(open.submission())).toList()))
      return false;
    for (Open open : group)
      results.put(open.index(), new PutResult.Stored(open.submission().job()));
    return true;
  }

  /// Groups of as many as a transaction can hold, no two with the same key.
  private static List<List<Open>> groups(List<Open> all) {
    var groups = new ArrayList<List<Open>>();
    var group = new ArrayList<Open>();
    Set<JobKey> keys = new HashSet<>();
    Set<PipelineName> pipelines = new HashSet<>();
    long bytes = 0;
    int items = 0;
    for (Open open : all) {
      // A character has at most three bytes.
      long size = open.submission().job().payload().length() * 3L + JOB_OVERHEAD;
      boolean known = open.submission().keys().stream().anyMatch(keys::contains);
      int more = items(open.submission());
      pipelines.add(open.submission().job().pipeline());
      if (known || items + more + pipelines.size() > MAX_ITEMS || bytes + size > MAX_BYTES) {
        groups.add(List.copyOf(group));
        group.clear();
        keys.clear();
        pipelines.clear();
        pipelines.add(open.submission().job().pipeline());
        bytes = 0;
        items = 0;
      }
      group.add(open);
      keys.addAll(open.submission().keys());
      bytes += size;
      items += more;
    }
    groups.add(List.copyOf(group));
    return groups;
  }

  /// The job, its keys, and a long payload.
  private static int items(Submission submission) {
    int payload =
        switch (PayloadLocation.of(submission.job().payload())) {
          case JOB_ITEM -> 0;
          case SEPARATE_ITEM -> 1;
        };
    return 1 + payload + submission.keys().size();
  }

  /// Sets the results of submissions whose keys are known, and returns the others.
  private List<Open> withoutKnown(List<Open> open) {
    List<Open> left = open;
    for (int attempt = 0; attempt < DynamoJobStore.TRIES; attempt++) {
      var keyLookup = KeyLookup.of(jobTable, left.stream().map(Open::submission).toList());
      var fresh = new ArrayList<Open>();
      var replays = new ArrayList<Replay>();
      for (Open one : left)
        switch (keyLookup.of(one.submission())) {
          case KeyLookup.Meaning.Taken(var key) ->
              results.put(one.index(), new PutResult.KeyTaken(key));
          case KeyLookup.Meaning.Existing existing -> replays.add(new Replay(one, existing));
          case KeyLookup.Meaning.Unused() -> fresh.add(one);
        }
      var all = new ArrayList<>(fresh);
      for (Replay replay : replays) all.add(replay.open());
      left = all;
      if (headsWritten(keyLookup, all)) {
        List<Open> again = replay(replays);
        if (again.isEmpty()) return fresh;
        left = Stream.concat(fresh.stream(), again.stream()).toList();
      }
      left = left.stream().sorted(Comparator.comparingInt(Open::index)).toList();
    }
    throw DynamoJobStore.tooBusy();
  }

  /// Writes the heads of batches that have none; false when a concurrent writer was faster.
  private boolean headsWritten(KeyLookup keyLookup, List<Open> all) {
    var heads = new LinkedHashSet<KeyedBatch>();
    for (Open open : all)
      open.submission()
          .batch()
          .filter(keyedBatch -> !keyLookup.hasHead(keyedBatch))
          .ifPresent(heads::add);
    boolean written = true;
    for (KeyedBatch keyedBatch : heads) written &= jobTable.begin(keyedBatch);
    return written;
  }

  /// Sets the results of those whose job is certainly sent; returns those to be looked up again.
  private List<Open> replay(List<Replay> replays) {
    Map<JobId, JobItem> unsent = new HashMap<>();
    for (Replay replay : replays)
      if (replay.existing().jobItem().unsent())
        unsent.put(replay.existing().jobItem().job().id(), replay.existing().jobItem());
    Set<JobId> failed = outbox.sendAndMark(unsent.values());
    // Only a job that is marked as sent can no longer be withdrawn.
    Map<JobId, JobItem> now = unsent.isEmpty() ? Map.of() : jobTable.items(unsent.keySet());
    var again = new ArrayList<Open>();
    Map<PipelineName, Long> counts = new HashMap<>();
    for (Replay replay : replays) {
      JobId id = replay.existing().jobItem().job().id();
      Optional<JobItem> item =
          unsent.containsKey(id)
              ? Optional.ofNullable(now.get(id))
              : Optional.of(replay.existing().jobItem());
      if (failed.contains(id) || item.filter(JobItem::unsent).isPresent())
        results.put(replay.open().index(), RETRY_LATER);
      // If the item is gone, the receiver that stored it has withdrawn it meanwhile.
      else if (item.isEmpty() || !isSettled(replay, item.get(), counts)) again.add(replay.open());
    }
    counts.forEach((pipeline, n) -> jobTable.add(CounterDelta.replayed(pipeline, n)));
    return again;
  }

  private boolean isSettled(Replay replay, JobItem jobItem, Map<PipelineName, Long> counts) {
    Submission submission = replay.open().submission();
    List<JobKey> unknown = replay.existing().unknown();
    boolean fits = jobItem.submission().keys().size() + unknown.size() <= JobKey.MAX_KEYS;
    if (!fits && submission.batch().isEmpty()) {
      results.put(replay.open().index(), new PutResult.TooManyKeys(unknown.getFirst()));
      return true;
    }
    if (fits && !unknown.isEmpty() && !jobTable.addKeys(jobItem, unknown)) return false;
    PipelineName pipeline = submission.job().pipeline();
    counts.merge(pipeline, 1L, Long::sum);
    events.accept(new Event.Replayed(pipeline, jobItem.job().id()));
    results.put(replay.open().index(), new PutResult.Existing(jobItem.record()));
    return true;
  }
}
