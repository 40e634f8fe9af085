package io.surgetank.proof.history;

import io.surgetank.proof.history.HistoryEntry.Killed;
import io.surgetank.proof.history.HistoryEntry.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A complete history and the jobs that are stored at its end, indexed for the rules.
record History(
    RecordedRequests requests,
    List<HandlerRun> runs,
    Map<String, List<HandlerRun>> runsById,
    Map<String, List<StatusReading>> sightings,
    List<Integer> kills,
    Map<String, JobSnapshot> stored) {

  /// A job as it was read.
  record StatusReading(int line, String status, int round) {}

  static History of(List<HistoryEntry> entries, List<JobSnapshot> jobs) {
    List<HandlerRun> runs = HandlerRun.all(entries);
    Map<String, List<HandlerRun>> runsById = new LinkedHashMap<>();
    for (HandlerRun run : runs) runsById.computeIfAbsent(run.id(), _ -> new ArrayList<>()).add(run);
    Map<String, List<StatusReading>> sightings = new LinkedHashMap<>();
    var kills = new ArrayList<Integer>();
    for (int line = 0; line < entries.size(); line++) {
      if (entries.get(line) instanceof Killed) kills.add(line);
      if (entries.get(line) instanceof Seen(var id, var status, var round))
        sightings
            .computeIfAbsent(id, _ -> new ArrayList<>())
            .add(new StatusReading(line, status, round));
    }
    Map<String, JobSnapshot> stored = new HashMap<>();
    for (JobSnapshot job : jobs) stored.put(job.id(), job);
    return new History(RecordedRequests.of(entries), runs, runsById, sightings, kills, stored);
  }

  List<HandlerRun> runsOf(String id) {
    return runsById.getOrDefault(id, List.of());
  }

  Optional<JobSnapshot> job(String id) {
    return Optional.ofNullable(stored.get(id));
  }

  boolean wasKilledAfter(int line) {
    return !kills.isEmpty() && kills.getLast() > line;
  }
}
