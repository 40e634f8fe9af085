package io.surgetank.bench;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.handler.HandlerCatalog;
import io.surgetank.core.handler.SecretSource;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.Trace;
import io.surgetank.core.pipeline.HandlerRef;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.pipeline.Work;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.HandlerRunner;
import io.surgetank.runtime.worker.WorkerPool;
import io.surgetank.sqlite.EngineDependencies;
import io.surgetank.sqlite.SqliteEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Fills a data folder through the engine, without HTTP: puts 256 jobs per call, and processes them
/// with the worker pool of the server.
final class StoreFiller implements AutoCloseable {
  private static final int GROUP = 256;

  /// Every 1000th id is kept for reads.
  private static final int SAMPLE = 1_000;

  private static final InstantSource CLOCK = InstantSource.system();
  private static final Random RANDOM = new Random();

  private final Pipeline orders;
  private final SqliteEngine engine;
  private final JobIds ids;
  private final List<JobId> samples = new ArrayList<>();

  StoreFiller(Path folder) {
    orders = withHighConcurrency(DefaultConfiguration.pipelines().all().getFirst());
    var dependencies = EngineDependencies.of(CLOCK, _ -> {}, folder);
    engine = SqliteEngine.open(folder, new Pipelines(List.of(orders)), dependencies);
    ids = new JobIds(CLOCK, RANDOM, engine.lastSequence());
  }

  private static Pipeline withHighConcurrency(Pipeline orders) {
    var configured = orders.work();
    HandlerRef handler = configured.handler();
    var work =
        new Work(
            handler,
            configured.timeout(),
            configured.lease(),
            256,
            256,
            configured.rate(),
            configured.ordering(),
            configured.simulate());
    return new Pipeline(orders.name(), orders.intake(), work, orders.retry(), orders.retention());
  }

  void put(int jobs) {
    long start = System.nanoTime();
    for (int done = 0; done < jobs; done += GROUP) {
      var group = new ArrayList<Submission>(GROUP);
      for (int i = done; i < Math.min(jobs, done + GROUP); i++) group.add(order(i));
      var _ = engine.jobs().put(group);
    }
    print("put", jobs, start);
  }

  private Submission order(int number) {
    var id = ids.next();
    if (number % SAMPLE == 0) samples.add(id);
    String head = "{\"productId\":\"fill-%09d\",\"quantity\":3,\"note\":\"".formatted(number);
    String tail = "\",\"customerEmail\":\"someone@example.com\",\"unitPrice\":100.00}";
    String payload = head + "x".repeat(300 - head.length() - tail.length()) + tail;
    return Submission.withoutKeys(new Job(id, orders.name(), payload, Trace.of(id)));
  }

  void process() throws InterruptedException {
    long start = System.nanoTime();
    long before = unfinished();
    var handlerRunner = new HandlerRunner(orders, handler(), RANDOM);
    var pool = new WorkerPool(engine.queue(), List.of(handlerRunner), System::nanoTime);
    pool.start();
    while (unfinished() > 0) Polling.of(Duration.ofMillis(100));
    var _ = pool.stop(Duration.ofSeconds(5));
    print("processed", before, start);
  }

  private Handler handler() {
    var catalog =
        new HandlerCatalog(
            StoreFiller.class.getClassLoader(),
            _ -> {
              throw new IllegalStateException("orders have no webhook");
            },
            SecretSource.NONE,
            CLOCK);
    return switch (catalog.find(orders.work().handler())) {
      case HandlerCatalog.Found.Ready(var handler) -> handler;
      case HandlerCatalog.Found.Invalid(var errors) -> throw new IllegalStateException(errors + "");
    };
  }

  private long unfinished() {
    return engine.ledger().counters().values().stream()
        .mapToLong(pipelineCounters -> pipelineCounters.unfinished())
        .sum();
  }

  private static void print(String what, long jobs, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("%s %,d jobs in %.0f s: %,.0f/s%n", what, jobs, seconds, jobs / seconds);
  }

  /// The paths of some of the jobs.
  List<String> paths() {
    return samples.stream().map(id -> orders.intake().path() + "/" + id).toList();
  }

  @Override
  public void close() {
    engine.close();
  }
}
