package io.surgetank.load.reconcile;

import java.util.List;
import java.util.Map;

/// Compares what was sent with what the server has.
///
/// @param jobs the number of followed jobs by observation
/// @param totalFindings may be more than are listed
public record Reconciliation(
    RequestCounts requestCounts,
    Map<JobObservation, Long> jobs,
    List<Finding> findings,
    long totalFindings) {
  public Reconciliation {
    jobs = Map.copyOf(jobs);
    findings = List.copyOf(findings);
  }

  public boolean passes() {
    return totalFindings == 0;
  }

  public long followed() {
    return jobs.values().stream().mapToLong(Long::longValue).sum();
  }

  public long count(JobObservation jobObservation) {
    return jobs.getOrDefault(jobObservation, 0L);
  }
}
