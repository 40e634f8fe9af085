package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.process.Threads;
import io.surgetank.core.queue.DeliveryQueue;
import io.surgetank.core.store.DeadLetters;
import io.surgetank.core.store.JobStore;
import io.surgetank.testkit.backend.Backend;
import io.surgetank.testkit.backend.TestClock;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/// An engine in a test's folder, with the events that it published.
final class OpenEngine implements Backend, AutoCloseable {
  final Path folder;
  final Pipelines pipelines;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  final SqliteEngine engine;
  private final List<Event> events = new CopyOnWriteArrayList<>();

  OpenEngine(Path folder, Pipelines pipelines, TestClock clock) {
    this(folder, pipelines, clock, clock::nanoTime);
  }

  OpenEngine(Path folder, Pipelines pipelines, InstantSource clock, LongSupplier nanoTime) {
    this(folder, pipelines, clock, nanoTime, Threads.SYSTEM);
  }

  /// An engine that writes its commit log to the tables only when a read or the close needs it.
  static OpenEngine unflushed(Path folder, Pipelines pipelines, TestClock clock) {
    return unflushed(folder, pipelines, clock, new ManualTimeThreads());
  }

  static OpenEngine unflushed(
      Path folder, Pipelines pipelines, TestClock clock, ManualTimeThreads threads) {
    return new OpenEngine(folder, pipelines, clock, clock::nanoTime, threads);
  }

  private OpenEngine(
      Path folder,
      Pipelines pipelines,
      InstantSource clock,
      LongSupplier nanoTime,
      Threads threads) {
    this.folder = folder;
    this.pipelines = pipelines;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.engine =
        SqliteEngine.open(
            folder,
            pipelines,
            EngineDependencies.of(clock, events::add, folder).timedBy(nanoTime).startedBy(threads));
  }

  /// Simulates a kill: nothing more is written, and the folder is released.
  OpenEngine diedAndReopened() {
    var _ = engine.parts().failStop().stop("the process died");
    engine.close();
    return new OpenEngine(folder, pipelines, clock, nanoTime);
  }

  OpenEngine reopened() {
    engine.close();
    return new OpenEngine(folder, pipelines, clock, nanoTime);
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
    engine.runOnce();
  }

  @Override
  public List<Event> events() {
    return events;
  }

  @Override
  public void close() {
    engine.close();
  }
}
