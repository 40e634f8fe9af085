package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.event.StoreCondition;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.ledger.AuditReport;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.ledger.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The counts, as of the last transaction.
final class SqliteLedger implements Ledger {
  private final ReadConnectionPool readConnectionPool;
  private final PipelineStates pipelineStates;
  private final EngineComponents engineComponents;
  private final CapacityCheck capacityCheck;
  private final Consumer<Event> events;

  SqliteLedger(
      EngineComponents engineComponents, CapacityCheck capacityCheck, Consumer<Event> events) {
    this.readConnectionPool = engineComponents.readConnectionPool();
    this.pipelineStates = engineComponents.pipelineStates();
    this.engineComponents = engineComponents;
    this.capacityCheck = capacityCheck;
    this.events = events;
  }

  @Override
  public void rejected(PipelineName pipeline, Rejection why, long submissions) {
    pipelineStates.named(pipeline).reject(why, submissions);
    events.accept(new Event.Rejected(pipeline, why, submissions));
  }

  @Override
  public Map<PipelineName, PipelineCounters> counters() {
    var tallies = new LinkedHashMap<PipelineName, PipelineCounters>();
    for (PipelineState pipelineState : pipelineStates.all())
      tallies.put(pipelineState.name, pipelineState.tally());
    return tallies;
  }

  @Override
  public List<Gauge> gauges() {
    var gauges = new ArrayList<Gauge>();
    gauges.add(
        new Gauge(
            "store_log_bytes",
            "Size of the write-ahead log's file.",
            engineComponents.files().logBytes()));
    if (capacityCheck.usable() < Long.MAX_VALUE)
      gauges.add(
          new Gauge("store_free_bytes", "Space left on the store's disk.", capacityCheck.usable()));
    gauges.add(
        new Gauge(
            "store_writable",
            "0 when a write has failed: nothing is accepted until a restart.",
            engineComponents.failStop().isGiven() ? 0 : 1));
    for (StoreCondition condition : StoreCondition.values())
      gauges.add(
          new Gauge(
              "store_" + condition.label(),
              "1 while this condition of the store lasts.",
              engineComponents.storeConditions().has(condition) ? 1 : 0));
    return gauges;
  }

  @Override
  public AuditReport audit() {
    return readConnectionPool.readMuch(
        databaseConnection -> new LedgerAudit(databaseConnection, pipelineStates).report());
  }
}
