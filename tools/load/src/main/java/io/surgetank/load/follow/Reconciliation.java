package io.surgetank.load.follow;

import java.util.List;
import java.util.Map;

/// Whether everything adds up.
///
/// @param ends how many of the followed ids were found how
/// @param totalFindings more than are listed where there are very many
public record Reconciliation(
    RequestCounts requestCounts,
    Map<JobObservation, Long> ends,
    List<Finding> findings,
    long totalFindings) {
  public Reconciliation {
    ends = Map.copyOf(ends);
    findings = List.copyOf(findings);
  }

  public boolean addsUp() {
    return totalFindings == 0;
  }

  public long followed() {
    return ends.values().stream().mapToLong(Long::longValue).sum();
  }

  public long seen(JobObservation jobObservation) {
    return ends.getOrDefault(jobObservation, 0L);
  }
}
