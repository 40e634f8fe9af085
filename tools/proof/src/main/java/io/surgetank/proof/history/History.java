package io.surgetank.proof.history;

import io.surgetank.proof.history.Entry.Killed;
import io.surgetank.proof.history.Entry.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A complete history and the jobs that are stored at its end, indexed for the rules.
record History(
    Requests requests,
    List<Run> runs,
    Map<String, List<Run>> runsById,
    Map<String, List<Sighting>> sightings,
    List<Integer> kills,
    Map<String, StoredJob> stored) {

  /// A job as it was read.
  record Sighting(int line, String status, int round) {}

  static History of(List<Entry> entries, List<StoredJob> jobs) {
    List<Run> runs = Run.all(entries);
    Map<String, List<Run>> runsById = new LinkedHashMap<>();
    for (Run run : runs) runsById.computeIfAbsent(run.id(), _ -> new ArrayList<>()).add(run);
    Map<String, List<Sighting>> sightings = new LinkedHashMap<>();
    var kills = new ArrayList<Integer>();
    for (int line = 0; line < entries.size(); line++) {
      if (entries.get(line) instanceof Killed) kills.add(line);
      if (entries.get(line) instanceof Seen(var id, var status, var round))
        sightings
            .computeIfAbsent(id, _ -> new ArrayList<>())
            .add(new Sighting(line, status, round));
    }
    Map<String, StoredJob> stored = new HashMap<>();
    for (StoredJob job : jobs) stored.put(job.id(), job);
    return new History(Requests.of(entries), runs, runsById, sightings, kills, stored);
  }

  List<Run> runsOf(String id) {
    return runsById.getOrDefault(id, List.of());
  }

  Optional<StoredJob> job(String id) {
    return Optional.ofNullable(stored.get(id));
  }

  boolean wasKilledAfter(int line) {
    return !kills.isEmpty() && kills.getLast() > line;
  }
}
