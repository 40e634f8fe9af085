package io.surgetank.engine.sqlite;

import io.surgetank.event.Event;
import io.surgetank.event.StoreCondition;
import io.surgetank.job.PipelineName;
import io.surgetank.ledger.AuditReport;
import io.surgetank.ledger.Ledger;
import io.surgetank.ledger.Rejection;
import io.surgetank.ledger.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The counts, as of the last transaction.
final class SqliteLedger implements Ledger {
  private final Readers readers;
  private final Lines lines;
  private final Parts parts;
  private final Room room;
  private final Consumer<Event> events;

  SqliteLedger(Parts parts, Room room, Consumer<Event> events) {
    this.readers = parts.readers();
    this.lines = parts.lines();
    this.parts = parts;
    this.room = room;
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
  public List<Gauge> gauges() {
    var gauges = new ArrayList<Gauge>();
    gauges.add(
        new Gauge(
            "store_log_bytes", "Size of the write-ahead log's file.", parts.files().logBytes()));
    if (room.usable() < Long.MAX_VALUE)
      gauges.add(new Gauge("store_free_bytes", "Space left on the store's disk.", room.usable()));
    gauges.add(
        new Gauge(
            "store_writable",
            "0 when a write has failed: nothing is accepted until a restart.",
            parts.poison().isGiven() ? 0 : 1));
    for (StoreCondition condition : StoreCondition.values())
      gauges.add(
          new Gauge(
              "store_" + condition.label(),
              "1 while this condition of the store lasts.",
              parts.conditions().has(condition) ? 1 : 0));
    return gauges;
  }

  @Override
  public AuditReport audit() {
    return readers.readMuch(database -> new Audit(database, lines).report());
  }
}
