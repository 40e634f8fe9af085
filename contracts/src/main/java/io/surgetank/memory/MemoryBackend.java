package io.surgetank.memory;

import io.surgetank.backend.Backend;
import io.surgetank.backend.Clockwork;
import io.surgetank.event.Event;
import io.surgetank.ledger.Ledger;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.queue.DeliveryQueue;
import io.surgetank.store.DeadLetters;
import io.surgetank.store.JobStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The reference engine as a backend under test.
public final class MemoryBackend implements Backend {
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final MemoryEngine engine;

  public MemoryBackend(Pipelines pipelines, Clockwork clock) {
    this.engine = new MemoryEngine(pipelines, clock, events::add);
  }

  private MemoryBackend(MemoryEngine engine) {
    this.engine = engine;
    engine.restart(events::add);
  }

  /// The same jobs as after a crash and a restart.
  public MemoryBackend restarted() {
    return new MemoryBackend(engine);
  }

  @Override
  public JobStore jobs() {
    return engine.jobs();
  }

  @Override
  public DeliveryQueue queue() {
    return engine.queue();
  }

  @Override
  public DeadLetters deadLetters() {
    return engine.deadLetters();
  }

  @Override
  public Ledger ledger() {
    return engine.ledger();
  }

  @Override
  public void catchUp() {
    engine.catchUp();
  }

  @Override
  public List<Event> events() {
    return List.copyOf(events);
  }
}
