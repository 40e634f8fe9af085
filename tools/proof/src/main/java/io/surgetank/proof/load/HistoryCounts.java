package io.surgetank.proof.load;

import io.surgetank.proof.history.HistoryEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How often each kind of event was in histories.
public final class HistoryCounts {
  private final Map<String, Long> counts = new LinkedHashMap<>();

  public HistoryCounts() {
    for (String name :
        List.of(
            "submissions sent",
            "jobs acknowledged",
            "requests refused",
            "cancellations acknowledged",
            "redrives acknowledged",
            "jobs read",
            "attempts started",
            "attempts interrupted by a kill")) counts.put(name, 0L);
  }

  public void add(List<HistoryEntry> entries) {
    long open = 0;
    for (HistoryEntry entry : entries)
      switch (entry) {
        case HistoryEntry.Submitted _ -> count("submissions sent", 1);
        case HistoryEntry.Accepted(_, var ids) ->
            count("jobs acknowledged", ids.stream().filter(id -> !id.isEmpty()).count());
        case HistoryEntry.Refused _ -> count("requests refused", 1);
        case HistoryEntry.Cancelled _ -> count("cancellations acknowledged", 1);
        case HistoryEntry.Redriven(_, var jobs) -> count("redrives acknowledged", jobs);
        case HistoryEntry.Seen _ -> count("jobs read", 1);
        case HistoryEntry.Started _ -> {
          count("attempts started", 1);
          open++;
        }
        case HistoryEntry.Ended _ -> open--;
        case HistoryEntry.Killed _ -> {
          count("attempts interrupted by a kill", open);
          open = 0;
        }
        case HistoryEntry.Abandoned _, HistoryEntry.Undeliverable _ -> {}
        case HistoryEntry.CancelSent _, HistoryEntry.RedriveSent _ -> {}
      }
  }

  private void count(String name, long more) {
    counts.merge(name, more, Long::sum);
  }

  public Map<String, Long> asMap() {
    return new LinkedHashMap<>(counts);
  }
}
