package io.surgetank.core.ledger;

import io.surgetank.core.job.PipelineName;
import java.util.List;
import java.util.Map;

/// The result of a verification: the compared counts, and every mismatch.
///
/// @param records how many records were read
/// @param totalFindings how many findings there are; `findings` holds the first of them
public record VerificationReport(
    long records,
    Map<PipelineName, PipelineCounters> counters,
    long totalFindings,
    List<Finding> findings) {
  /// More would not be read; the total is reported separately.
  public static final int MAX_FINDINGS = 1_000;

  public VerificationReport {
    counters = Map.copyOf(counters);
    findings = List.copyOf(findings);
  }

  public boolean passes() {
    return totalFindings == 0;
  }

  /// One mismatch. `subject` is a job's id if it concerns one job, otherwise the name of the count.
  public record Finding(PipelineName pipeline, String subject, String error) {}
}
