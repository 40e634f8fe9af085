package io.surgetank.testkit.memory;

import io.surgetank.core.event.Event;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.queue.DeliveryQueue;
import io.surgetank.core.store.DeadLetters;
import io.surgetank.core.store.JobStore;
import io.surgetank.testkit.backend.Backend;
import io.surgetank.testkit.backend.TestClock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The reference engine as a backend under test.
public final class MemoryBackend implements Backend {
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final MemoryEngine engine;

  public MemoryBackend(Pipelines pipelines, TestClock clock) {
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
