package io.surgetank.testkit.memory;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.ledger.VerificationReport;
import io.surgetank.core.ledger.VerificationReport.Finding;
import java.util.List;
import java.util.Map;

/// The counters. Unfinished jobs are counted on every read, so verification only checks the
/// balance.
final class MemoryLedger implements Ledger {
  private final MemoryState memoryState;

  MemoryLedger(MemoryState memoryState) {
    this.memoryState = memoryState;
  }

  @Override
  public void rejected(PipelineName pipeline, Rejection why, long submissions) {
    memoryState.locked(() -> {
      memoryState.counts(pipeline).reject(why, submissions);
      memoryState.emit(new Event.Rejected(pipeline, why, submissions));
      return submissions;
    });
  }

  @Override
  public Map<PipelineName, PipelineCounters> counters() {
    return memoryState.locked(memoryState::counters);
  }

  @Override
  public VerificationReport verify() {
    return memoryState.locked(() -> {
      Map<PipelineName, PipelineCounters> counters = memoryState.counters();
      List<Finding> findings =
          counters.entrySet().stream()
              .filter(entry -> !entry.getValue().balances())
              .map(entry -> new Finding(entry.getKey(), "counters", "does not balance"))
              .toList();
      return new VerificationReport(
          memoryState.storedJobs.size(), counters, findings.size(), findings);
    });
  }
}
