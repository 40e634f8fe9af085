package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.event.StoreCondition;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.ledger.Rejection;
import io.surgetank.core.ledger.VerificationReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The counters as of the last transaction.
final class SqliteLedger implements Ledger {
  private final ReadConnectionPool readers;
  private final PipelineStates states;
  private final EngineComponents components;
  private final CapacityCheck capacity;
  private final Consumer<Event> events;

  SqliteLedger(EngineComponents components, CapacityCheck capacity, Consumer<Event> events) {
    this.readers = components.readers();
    this.states = components.states();
    this.components = components;
    this.capacity = capacity;
    this.events = events;
  }

  @Override
  public void rejected(PipelineName pipeline, Rejection why, long submissions) {
    states.named(pipeline).reject(why, submissions);
    events.accept(new Event.Rejected(pipeline, why, submissions));
  }

  @Override
  public Map<PipelineName, PipelineCounters> counters() {
    var counters = new LinkedHashMap<PipelineName, PipelineCounters>();
    for (PipelineState state : states.all()) counters.put(state.name, state.counters());
    return counters;
  }

  @Override
  public List<Gauge> gauges() {
    var gauges = new ArrayList<Gauge>();
    gauges.add(
        new Gauge(
            "store_log_bytes",
            "Size of the write-ahead log's file.",
            components.files().logBytes()));
    if (capacity.usable() < Long.MAX_VALUE)
      gauges.add(
          new Gauge("store_free_bytes", "Space left on the store's disk.", capacity.usable()));
    gauges.add(
        new Gauge(
            "store_writable",
            "0 after a failed write: nothing is accepted until a restart.",
            components.failStop().isStopped() ? 0 : 1));
    for (StoreCondition condition : StoreCondition.values())
      gauges.add(
          new Gauge(
              "store_" + condition.label(),
              "1 while this condition of the store lasts.",
              components.conditions().has(condition) ? 1 : 0));
    return gauges;
  }

  @Override
  public VerificationReport verify() {
    components.writer().flush();
    return readers.readLarge(connection -> new LedgerVerifier(connection, states).report());
  }
}
