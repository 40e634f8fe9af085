package io.surgetank.engine.sqlite;

import io.surgetank.event.Event;
import io.surgetank.job.PipelineName;
import io.surgetank.ledger.AuditReport;
import io.surgetank.ledger.Ledger;
import io.surgetank.ledger.Rejection;
import io.surgetank.ledger.Tally;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// The counts, as of the last transaction.
final class SqliteLedger implements Ledger {
  private final Readers readers;
  private final Lines lines;
  private final Consumer<Event> events;

  SqliteLedger(Readers readers, Lines lines, Consumer<Event> events) {
    this.readers = readers;
    this.lines = lines;
    this.events = events;
  }

  @Override
  public void rejected(PipelineName pipeline, Rejection why, long submissions) {
    lines.named(pipeline).reject(why, submissions);
    events.accept(new Event.Rejected(pipeline, why, submissions));
  }

  @Override
  public Map<PipelineName, Tally> tallies() {
    var tallies = new LinkedHashMap<PipelineName, Tally>();
    for (Line line : lines.all()) tallies.put(line.name, line.tally());
    return tallies;
  }

  @Override
  public AuditReport audit() {
    return readers.read(database -> new Audit(database, lines).report());
  }
}
