package io.surgetank.proof.load;

import io.surgetank.proof.history.Entry;
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

  public void add(List<Entry> entries) {
    long open = 0;
    for (Entry entry : entries)
      switch (entry) {
        case Entry.Submitted _ -> count("submissions sent", 1);
        case Entry.Accepted(_, var ids) ->
            count("jobs acknowledged", ids.stream().filter(id -> !id.isEmpty()).count());
        case Entry.Refused _ -> count("requests refused", 1);
        case Entry.Cancelled _ -> count("cancellations acknowledged", 1);
        case Entry.Redriven(_, var jobs) -> count("redrives acknowledged", jobs);
        case Entry.Seen _ -> count("jobs read", 1);
        case Entry.Started _ -> {
          count("attempts started", 1);
          open++;
        }
        case Entry.Ended _ -> open--;
        case Entry.Killed _ -> {
          count("attempts interrupted by a kill", open);
          open = 0;
        }
        case Entry.CancelSent _, Entry.RedriveSent _ -> {}
      }
  }

  private void count(String name, long more) {
    counts.merge(name, more, Long::sum);
  }

  public Map<String, Long> asMap() {
    return new LinkedHashMap<>(counts);
  }
}
