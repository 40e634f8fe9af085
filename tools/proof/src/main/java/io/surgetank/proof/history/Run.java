package io.surgetank.proof.history;

import io.surgetank.proof.history.Entry.End;
import io.surgetank.proof.history.Entry.Ended;
import io.surgetank.proof.history.Entry.Killed;
import io.surgetank.proof.history.Entry.Started;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One call of the handler.
///
/// @param endedAt the line when it ended or was killed; after the last line if it never ended
record Run(String id, int round, int number, int startedAt, int endedAt, Optional<End> end) {

  private record Name(String id, int round, int number) {}

  /// In the order in which they started.
  static List<Run> all(List<Entry> entries) {
    var runs = new ArrayList<Run>();
    // Their positions in the list.
    Map<Name, Integer> open = new HashMap<>();
    for (int line = 0; line < entries.size(); line++) {
      switch (entries.get(line)) {
        case Started(var id, var round, var number) -> {
          open.put(new Name(id, round, number), runs.size());
          runs.add(new Run(id, round, number, line, entries.size(), Optional.empty()));
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
        case Entry.Submitted _, Entry.Accepted _, Entry.Refused _, Entry.Seen _ -> {}
        case Entry.CancelSent _, Entry.Cancelled _, Entry.RedriveSent _, Entry.Redriven _ -> {}
      }
    }
    return runs;
  }

  private Run ended(int line, Optional<End> how) {
    return new Run(id, round, number, startedAt, line, how);
  }

  boolean isAfter(Run other) {
    return round > other.round || (round == other.round && number > other.number);
  }

  String name() {
    return round + "." + number;
  }
}
