package io.surgetank.testkit.memory;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.ledger.AuditReport;
import io.surgetank.core.ledger.AuditReport.Finding;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.ledger.Rejection;
import java.util.List;
import java.util.Map;

/// The counts. What waits is counted from the jobs at every look, so the audit is the balance.
final class MemoryLedger implements Ledger {
  private final MemoryState memoryState;

  MemoryLedger(MemoryState memoryState) {
    this.memoryState = memoryState;
  }

  @Override
  public void rejected(PipelineName pipeline, Rejection why, long submissions) {
    memoryState.locked(() -> {
      memoryState.counts(pipeline).reject(why, submissions);
      memoryState.tell(new Event.Rejected(pipeline, why, submissions));
      return submissions;
    });
  }

  @Override
  public Map<PipelineName, PipelineCounters> tallies() {
    return memoryState.locked(memoryState::tallies);
  }

  @Override
  public AuditReport audit() {
    return memoryState.locked(() -> {
      Map<PipelineName, PipelineCounters> tallies = memoryState.tallies();
      List<Finding> findings =
          tallies.entrySet().stream()
              .filter(entry -> !entry.getValue().balances())
              .map(entry -> new Finding(entry.getKey(), "tally", "does not balance"))
              .toList();
      return new AuditReport(memoryState.cards.size(), tallies, findings.size(), findings);
    });
  }
}
