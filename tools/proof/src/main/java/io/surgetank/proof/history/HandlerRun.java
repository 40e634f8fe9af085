package io.surgetank.proof.history;

import io.surgetank.proof.history.HistoryEntry.Ended;
import io.surgetank.proof.history.HistoryEntry.HandlerDecision;
import io.surgetank.proof.history.HistoryEntry.Killed;
import io.surgetank.proof.history.HistoryEntry.Started;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One call of the handler.
///
/// @param endedAt the line when it ended or was killed; after the last line if it never ended
record HandlerRun(
    String id, int round, int number, int startedAt, int endedAt, Optional<HandlerDecision> end) {

  private record Name(String id, int round, int number) {}

  /// In the order in which they started.
  static List<HandlerRun> all(List<HistoryEntry> entries) {
    var runs = new ArrayList<HandlerRun>();
    // Their positions in the list.
    Map<Name, Integer> open = new HashMap<>();
    for (int line = 0; line < entries.size(); line++) {
      switch (entries.get(line)) {
        case Started(var id, var round, var number) -> {
          open.put(new Name(id, round, number), runs.size());
          runs.add(new HandlerRun(id, round, number, line, entries.size(), Optional.empty()));
        }
        case Ended(var id, var round, var number, var end) -> {
          Integer position = open.remove(new Name(id, round, number));
          if (position != null)
            runs.set(position, runs.get(position).ended(line, Optional.of(end)));
        }
        case Killed() -> {
          for (int position : open.values())
            runs.set(position, runs.get(position).ended(line, Optional.empty()));
          open.clear();
        }
        case HistoryEntry.Abandoned(var id, var round, var number) -> {
          Integer position = open.remove(new Name(id, round, number));
          if (position != null)
            runs.set(position, runs.get(position).ended(line, Optional.empty()));
        }
        case HistoryEntry.Undeliverable _ -> {}
        case HistoryEntry.Submitted _,
            HistoryEntry.Accepted _,
            HistoryEntry.Refused _,
            HistoryEntry.Seen _ -> {}
        case HistoryEntry.CancelSent _,
            HistoryEntry.Cancelled _,
            HistoryEntry.RedriveSent _,
            HistoryEntry.Redriven _ -> {}
      }
    }
    return runs;
  }

  private HandlerRun ended(int line, Optional<HandlerDecision> how) {
    return new HandlerRun(id, round, number, startedAt, line, how);
  }

  boolean isAfter(HandlerRun other) {
    return round > other.round || (round == other.round && number > other.number);
  }

  String name() {
    return round + "." + number;
  }
}
