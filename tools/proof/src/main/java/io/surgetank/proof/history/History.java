package io.surgetank.proof.history;

import io.surgetank.proof.history.HistoryEntry.Killed;
import io.surgetank.proof.history.HistoryEntry.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A complete history and the jobs that are stored at its end, indexed for the rules.
record History(
    RecordedRequests requests,
    List<HandlerRun> runs,
    Map<String, List<HandlerRun>> runsById,
    Map<String, List<StatusReading>> sightings,
    List<Integer> kills,
    Set<HistoryEntry.Abandoned> abandoned,
    Set<String> undeliverable,
    Map<String, JobSnapshot> stored) {

  /// A job as it was read.
  record StatusReading(int line, String status, int round) {}

  static History of(List<HistoryEntry> entries, List<JobSnapshot> jobs) {
    List<HandlerRun> runs = HandlerRun.all(entries);
    Map<String, List<HandlerRun>> runsById = new LinkedHashMap<>();
    for (HandlerRun run : runs) runsById.computeIfAbsent(run.id(), _ -> new ArrayList<>()).add(run);
    Map<String, List<StatusReading>> sightings = new LinkedHashMap<>();
    var kills = new ArrayList<Integer>();
    var abandoned = new HashSet<HistoryEntry.Abandoned>();
    var undeliverable = new HashSet<String>();
    for (int line = 0; line < entries.size(); line++) {
      if (entries.get(line) instanceof Killed) kills.add(line);
      if (entries.get(line) instanceof HistoryEntry.Abandoned attempt) abandoned.add(attempt);
      if (entries.get(line) instanceof HistoryEntry.Undeliverable(var id)) undeliverable.add(id);
      if (entries.get(line) instanceof Seen(var id, var status, var round))
        sightings
            .computeIfAbsent(id, _ -> new ArrayList<>())
            .add(new StatusReading(line, status, round));
    }
    Map<String, JobSnapshot> stored = new HashMap<>();
    for (JobSnapshot job : jobs) stored.put(job.id(), job);
    return new History(
        RecordedRequests.of(entries),
        runs,
        runsById,
        sightings,
        kills,
        abandoned,
        undeliverable,
        stored);
  }

  List<HandlerRun> runsOf(String id) {
    return runsById.getOrDefault(id, List.of());
  }

  Optional<JobSnapshot> job(String id) {
    return Optional.ofNullable(stored.get(id));
  }

  /// Whether the queue has moved a message of the job to its dead-letter queue.
  boolean isUndeliverable(String id) {
    return undeliverable.contains(id);
  }

  boolean wasKilledAfter(int line) {
    return !kills.isEmpty() && kills.getLast() > line;
  }
}
