package io.surgetank.memory;

import io.surgetank.event.Event;
import io.surgetank.job.PipelineName;
import io.surgetank.ledger.AuditReport;
import io.surgetank.ledger.AuditReport.Finding;
import io.surgetank.ledger.Ledger;
import io.surgetank.ledger.Rejection;
import io.surgetank.ledger.Tally;
import java.util.List;
import java.util.Map;

/// The counts. What waits is counted from the jobs at every look, so the audit is the balance.
final class MemoryLedger implements Ledger {
  private final Room room;

  MemoryLedger(Room room) {
    this.room = room;
  }

  @Override
  public void rejected(PipelineName pipeline, Rejection why, long submissions) {
    room.locked(() -> {
      room.counts(pipeline).reject(why, submissions);
      room.tell(new Event.Rejected(pipeline, why, submissions));
      return submissions;
    });
  }

  @Override
  public Map<PipelineName, Tally> tallies() {
    return room.locked(room::tallies);
  }

  @Override
  public AuditReport audit() {
    return room.locked(() -> {
      Map<PipelineName, Tally> tallies = room.tallies();
      List<Finding> findings =
          tallies.entrySet().stream()
              .filter(entry -> !entry.getValue().balances())
              .map(entry -> new Finding(entry.getKey(), "tally", "does not balance"))
              .toList();
      return new AuditReport(room.cards.size(), tallies, findings.size(), findings);
    });
  }
}
