package io.surgetank.proof.interleaving;

import io.surgetank.core.pipeline.Rate;
import io.surgetank.core.pipeline.TokenBucket;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.HandlerRunner;
import io.surgetank.core.work.Outcome;
import io.surgetank.runtime.worker.WorkerPool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Scenarios of the worker pool: timeouts and a stop while handlers end.
final class PoolScenarios {
  static final List<Scenario> ALL =
      List.of(
          new Scenario("timeout-while-handler-ends", PoolScenarios::timeoutWhileHandlerEnds),
          new Scenario("stop-while-handlers-run", PoolScenarios::stopWhileHandlersRun),
          new Scenario("permits-returned", PoolScenarios::permitsReturned),
          new Scenario("token-bucket", PoolScenarios::tokenBucket));

  private static final Outcome PROCESSED = new Outcome.Processed("null");
  private static final Duration GRACE = Duration.ofSeconds(5);

  private PoolScenarios() {}

  private static WorkerPool pool(ScenarioQueue queue, ScenarioClock clock, Handler handler) {
    var runner = new HandlerRunner(ScenarioPipelines.PIPELINE, handler, new Random(1));
    return new WorkerPool(queue, List.of(runner), clock::nanoTime, new ControlledThreads());
  }

  /// The handler and the timeout both want to decide the attempt.
  private static void timeoutWhileHandlerEnds(Path folder) throws InterruptedException {
    var clock = new ScenarioClock();
    var queue = new ScenarioQueue(1);
    var begun = new CountDownLatch(1);
    WorkerPool pool =
        pool(
            queue,
            clock,
            (_, _) -> {
              begun.countDown();
              return PROCESSED;
            });
    pool.start();
    begun.await();
    clock.pass(ScenarioPipelines.TIMEOUT);
    ControlledThreads.run(pool::runOnce, pool::runOnce);
    queue.awaitEnds(1);
    stop(pool);
    queue.check();
  }

  /// One handler ends, another waits until it is interrupted.
  private static void stopWhileHandlersRun(Path folder) throws InterruptedException {
    var queue = new ScenarioQueue(3);
    var number = new AtomicInteger();
    WorkerPool pool =
        pool(
            queue,
            new ScenarioClock(),
            (_, _) -> {
              if (number.incrementAndGet() == 2) new CountDownLatch(1).await();
              return PROCESSED;
            });
    pool.start();
    stop(pool);
    queue.check();
  }

  /// More jobs than permits, so that a lost permit stops the pool and one too many leases too many.
  private static void permitsReturned(Path folder) throws InterruptedException {
    int jobs = 5;
    var queue = new ScenarioQueue(jobs);
    WorkerPool pool =
        pool(
            queue,
            new ScenarioClock(),
            (_, _) -> {
              queue.handled();
              return PROCESSED;
            });
    pool.start();
    ControlledThreads.run(pool::runOnce, () -> queue.awaitEnds(jobs));
    stop(pool);
    queue.check();
    Expect.that(
        queue.mostUnhandled() <= ScenarioPipelines.CONCURRENCY,
        () -> queue.mostUnhandled() + " deliveries were leased at the same time");
  }

  private static void stop(WorkerPool pool) throws InterruptedException {
    Expect.that(pool.stop(GRACE), () -> "a handler had not ended when the pool stopped");
  }

  private static void tokenBucket(Path folder) throws InterruptedException {
    int burst = 2;
    var bucket = new TokenBucket(new Rate(1, Duration.ofSeconds(1), burst), 0);
    var taken = new AtomicInteger();
    ControlledThreads.Task take =
        () -> {
          if (bucket.tryTake(0)) taken.incrementAndGet();
        };
    ControlledThreads.run(
        take,
        take,
        () -> {
          if (bucket.tryTake(0)) bucket.release(1);
        });
    while (bucket.tryTake(0)) taken.incrementAndGet();
    Expect.equal(taken.get(), burst, "the number of tokens");
  }
}
