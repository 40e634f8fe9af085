package io.surgetank.core.ledger;

import io.surgetank.core.job.PipelineName;
import java.util.List;
import java.util.Map;

/// What an audit found: the counts it compared, and everything that does not add up.
///
/// @param records how many records were read
/// @param findingsInAll how many findings there are; `findings` holds the first of them
public record AuditReport(
    long records,
    Map<PipelineName, PipelineCounters> tallies,
    long findingsInAll,
    List<Finding> findings) {
  /// More would drown the reader; the number in all is told beside it.
  public static final int MAX_FINDINGS = 1_000;

  public AuditReport {
    tallies = Map.copyOf(tallies);
    findings = List.copyOf(findings);
  }

  public boolean passes() {
    return findingsInAll == 0;
  }

  /// One thing that does not add up. `subject` is a job's id where one can be named, or what was
  /// counted.
  public record Finding(PipelineName pipeline, String subject, String fault) {}
}
