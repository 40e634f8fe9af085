package io.surgetank.proof.simulation;

import io.surgetank.core.access.AccessSettings;
import io.surgetank.core.api.Api;
import io.surgetank.core.api.ApiParts;
import io.surgetank.core.api.HealthStatus;
import io.surgetank.core.api.Request;
import io.surgetank.core.api.Response;
import io.surgetank.core.event.Event;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.queue.DeliveryQueue;
import io.surgetank.core.work.HandlerRunner;
import io.surgetank.runtime.worker.WorkerPool;
import io.surgetank.sqlite.EngineDependencies;
import io.surgetank.sqlite.SqliteEngine;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/// One process of the server: the API, the engine and the worker pool, as the command wires them.
final class SimulatedServer {
  static final String TOKEN = "simulation";

  /// So that the reserve for a full disk is small.
  private static final long MIN_FREE_BYTES = 4_096;

  private static final int MAX_WAITING = 8_192;
  private static final long MAX_MAINTENANCE_PAUSE_MILLIS = Duration.ofMinutes(2).toMillis();

  private final SimulationContext context;
  private final Path folder;
  private final SimulatedThreads threads;
  private final SqliteEngine engine;
  private final Api api;

  SimulatedServer(SimulationContext context, Path folder) {
    this.context = context;
    this.folder = folder;
    threads = new SimulatedThreads(context.scheduler());
    var clock = context.scheduler().clock();
    engine =
        SqliteEngine.open(
            folder,
            SimulatedPipelines.ALL,
            new EngineDependencies(
                clock,
                clock::nanoTime,
                this::observe,
                context.disk()::freeBytes,
                MIN_FREE_BYTES,
                MAX_WAITING,
                threads));
    var random = new Random(context.scheduler().random().nextLong());
    var handlers = new SimulatedHandlers(context.seed(), threads, context.violations());
    api = new Api(parts(random));
    DeliveryQueue queue = context.decorators().queue().apply(engine.queue());
    List<HandlerRunner> workers =
        SimulatedPipelines.ALL.all().stream()
            .map(pipeline -> new HandlerRunner(pipeline, handlers.of(pipeline), random))
            .toList();
    new WorkerPool(queue, workers, clock::nanoTime, threads).start();
    threads.looping(Thread.ofVirtual(), _ -> maintainLater()).start();
  }

  private ApiParts parts(Random random) {
    var clock = context.scheduler().clock();
    return new ApiParts(
        SimulatedPipelines.ALL,
        context.decorators().jobs().apply(engine.jobs()),
        engine.deadLetters(),
        engine.ledger(),
        new JobIds(clock, random, engine.lastSequence()),
        clock,
        clock::nanoTime,
        HealthStatus.Ready::new,
        (_, cause) -> incident(cause),
        "simulation",
        AccessSettings.ofToken(TOKEN));
  }

  private void observe(Event event) {
    if (threads.isDead()) return;
    try {
      context.observer().observe(event);
    } catch (RuntimeException unexpected) {
      context.violations().add("%s after %s", unexpected, event);
    }
  }

  private void incident(Throwable cause) {
    if (!threads.isDead()) context.violations().add("a request failed: %s", cause);
  }

  SqliteEngine engine() {
    return engine;
  }

  Path database() {
    return folder.resolve(StoreFiles.DATABASE);
  }

  /// Answers the request on a thread of the server. There is no response if the server dies.
  void request(Request request, Consumer<Response> onResponse) {
    start(() -> {
      Response response = api.answer(request);
      if (!threads.isDead()) onResponse.accept(response);
    });
  }

  void maintain() {
    start(this::maintainNow);
  }

  /// Runs the task on a thread of the server.
  void start(Runnable task) {
    threads.unstarted(Thread.ofVirtual(), task).start();
  }

  private boolean maintainLater() throws InterruptedException {
    threads.sleep(
        Duration.ofMillis(context.scheduler().random().nextLong(MAX_MAINTENANCE_PAUSE_MILLIS)));
    maintainNow();
    return !threads.isDead();
  }

  private void maintainNow() {
    try {
      engine.runOnce();
    } catch (UncheckedIOException unwritable) {
      // As with a locked database: the next turn tries again.
      return;
    }
  }

  /// Ends the process without any cleanup and copies its files.
  void die(Path copy) {
    threads.die();
    StoreFiles.copy(folder, copy);
    close();
  }

  /// Releases the files.
  void close() {
    threads.die();
    StoreFiles.removeDatabase(folder);
    boolean closed =
        threads.runAfterDeath(() -> {
          try {
            engine.close();
          } catch (UncheckedIOException removed) {
            return;
          }
        });
    if (!closed) throw new IllegalStateException("the simulated process cannot be ended");
    StoreFiles.delete(folder);
  }
}
