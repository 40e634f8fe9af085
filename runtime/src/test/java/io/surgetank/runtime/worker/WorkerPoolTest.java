package io.surgetank.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.Status;
import io.surgetank.core.job.Trace;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.pipeline.Rate;
import io.surgetank.core.pipeline.Work;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.HandlerRunner;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import io.surgetank.testkit.memory.MemoryEngine;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@RunsOn(TestedBackend.EMBEDDED)
@Verifies(Promise.P7)
class WorkerPoolTest {
  private static final Outcome DONE = new Outcome.Processed("{}");
  private final TestClock clock = new TestClock();
  private final JobIds ids = new JobIds(clock, new Random(42));
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger interruptions = new AtomicInteger();

  @Test
  void no_more_attempts_run_at_once_than_the_concurrency_allows() throws Exception {
    var pipeline = pipeline(3, Rate.UNLIMITED);
    var engine = engine(pipeline);
    var atOnce = new AtomicInteger();
    var most = new AtomicInteger();
    var ended = new CountDownLatch(200);
    Handler handler =
        (_, _) -> {
          most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
          Thread.onSpinWait();
          atOnce.decrementAndGet();
          ended.countDown();
          return DONE;
        };
    put(engine, 200);

    var pool = pool(engine, pipeline, handler);
    pool.start();
    ended.await();

    assertThat(pool.stop(Duration.ofSeconds(5))).isTrue();
    assertThat(most.get()).isBetween(1, 3);
    assertThat(processed(engine)).isEqualTo(200);
  }

  @Test
  void no_more_attempts_begin_than_the_rate_allows() throws Exception {
    var pipeline = pipeline(8, new Rate(10, Duration.ofSeconds(1), 5));
    var engine = engine(pipeline);
    var begun = new AtomicInteger();
    Handler handler =
        (_, _) -> {
          begun.incrementAndGet();
          return DONE;
        };
    put(engine, 100);
    var dispatcher = new Dispatcher(engine.queue(), worker(pipeline, handler), nanos::get);

    for (int second = 0; second <= 3; second++) {
      nanos.set(TimeUnit.SECONDS.toNanos(second));
      startAll(dispatcher);
      assertThat(dispatcher.awaitRuns(System.nanoTime() + 10_000_000_000L)).isTrue();

      // First the burst; then the bucket's capacity, since the loop did not run in between.
      assertThat(begun.get()).isEqualTo(5 + 5 * second);
    }
  }

  @Test
  void empty_leases_use_no_tokens() throws Exception {
    var pipeline = pipeline(8, new Rate(1, Duration.ofSeconds(1), 2));
    var engine = engine(pipeline);
    var dispatcher = new Dispatcher(engine.queue(), worker(pipeline, (_, _) -> DONE), nanos::get);
    for (int i = 0; i < 10; i++) assertThat(dispatcher.startAttempts(Duration.ZERO)).isZero();
    put(engine, 5);

    startAll(dispatcher);

    assertThat(dispatcher.awaitRuns(System.nanoTime() + 10_000_000_000L)).isTrue();
    assertThat(processed(engine)).isEqualTo(2);
  }

  @Test
  void an_attempt_that_timed_out_has_failed_and_keeps_its_permit_until_it_ends() throws Exception {
    var pipeline = pipeline(1, Rate.UNLIMITED);
    var engine = engine(pipeline);
    var begun = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    Handler stubborn =
        (_, _) -> {
          begun.countDown();
          awaitUninterruptibly(release);
          return DONE;
        };
    Job job = put(engine, 1);
    var pool = pool(engine, pipeline, stubborn);
    pool.start();
    begun.await();

    nanos.set(SamplePipelines.PIPELINES.all().getFirst().work().timeout().toNanos());
    pool.runOnce();
    while (status(engine, job) == Status.PROCESSING) Thread.onSpinWait();

    assertThat(status(engine, job)).isEqualTo(Status.RETRYING);
    assertThat(pool.running()).isEqualTo(1);
    while (interruptions.get() == 0) Thread.onSpinWait();
    release.countDown();
    assertThat(pool.stop(Duration.ofSeconds(5))).isTrue();
    assertThat(interruptions.get()).isEqualTo(1);
    assertThat(status(engine, job)).isEqualTo(Status.RETRYING);
  }

  @Test
  void a_lease_is_extended_while_the_attempt_runs() throws Exception {
    var pipeline = withLongTimeout(pipeline(1, Rate.UNLIMITED));
    var engine = engine(pipeline);
    var begun = new CountDownLatch(1);
    var release = new Semaphore(0);
    Job job = put(engine, 1);
    var pool =
        pool(
            engine,
            pipeline,
            (_, _) -> {
              begun.countDown();
              release.acquire();
              return DONE;
            });
    pool.start();
    begun.await();

    for (int third = 1; third <= 9; third++) {
      clock.pass(SamplePipelines.LEASE.dividedBy(3));
      nanos.addAndGet(SamplePipelines.LEASE.dividedBy(3).toNanos());
      pool.runOnce();
      engine.catchUp();
    }
    release.release();

    assertThat(pool.stop(Duration.ofSeconds(5))).isTrue();
    assertThat(status(engine, job)).isEqualTo(Status.PROCESSED);
    assertThat(engine.jobs().find(job.id()).orElseThrow().attempts()).hasSize(1);
  }

  @Test
  void a_stop_lets_running_attempts_end() throws Exception {
    var pipeline = pipeline(1, Rate.UNLIMITED);
    var engine = engine(pipeline);
    var begun = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    Job job = put(engine, 1);
    var pool =
        pool(
            engine,
            pipeline,
            (_, _) -> {
              begun.countDown();
              release.await();
              return DONE;
            });
    pool.start();
    begun.await();
    Thread.startVirtualThread(release::countDown);

    assertThat(pool.stop(Duration.ofSeconds(5))).isTrue();
    assertThat(status(engine, job)).isEqualTo(Status.PROCESSED);
  }

  @Test
  void a_stop_releases_unfinished_attempts_uncounted() throws Exception {
    var pipeline = pipeline(1, Rate.UNLIMITED);
    var engine = engine(pipeline);
    var begun = new CountDownLatch(1);
    Job job = put(engine, 1);
    var pool =
        pool(
            engine,
            pipeline,
            (_, _) -> {
              begun.countDown();
              new CountDownLatch(1).await();
              return DONE;
            });
    pool.start();
    begun.await();

    assertThat(pool.stop(Duration.ofMillis(10))).isTrue();

    assertThat(status(engine, job)).isEqualTo(Status.PENDING);
    assertThat(engine.jobs().find(job.id()).orElseThrow().attempts()).isEmpty();
  }

  private void awaitUninterruptibly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException ignoredOnPurpose) {
        interruptions.incrementAndGet();
      }
    }
  }

  private static void startAll(Dispatcher dispatcher) throws InterruptedException {
    Duration pause = Duration.ZERO;
    while (pause.isZero()) pause = dispatcher.startAttempts(Duration.ZERO);
  }

  private WorkerPool pool(MemoryEngine engine, Pipeline pipeline, Handler handler) {
    return new WorkerPool(engine.queue(), List.of(worker(pipeline, handler)), nanos::get);
  }

  private static HandlerRunner worker(Pipeline pipeline, Handler handler) {
    return new HandlerRunner(pipeline, handler, new Random(42));
  }

  private MemoryEngine engine(Pipeline pipeline) {
    return new MemoryEngine(new Pipelines(List.of(pipeline)), clock, _ -> {});
  }

  private static Pipeline pipeline(int concurrency, Rate rate) {
    Pipeline sample = SamplePipelines.PIPELINES.all().getFirst();
    Work work = sample.work();
    return new Pipeline(
        sample.name(),
        sample.intake(),
        new Work(
            work.handler(),
            work.timeout(),
            work.lease(),
            10,
            concurrency,
            rate,
            work.ordering(),
            work.simulate()),
        sample.retry(),
        sample.retention());
  }

  /// The pipeline with a timeout of many leases.
  private static Pipeline withLongTimeout(Pipeline pipeline) {
    Work work = pipeline.work();
    var longer =
        new Work(
            work.handler(),
            SamplePipelines.LEASE.multipliedBy(10),
            work.lease(),
            work.batch(),
            work.concurrency(),
            work.rate(),
            work.ordering(),
            work.simulate());
    return new Pipeline(
        pipeline.name(), pipeline.intake(), longer, pipeline.retry(), pipeline.retention());
  }

  private Job put(MemoryEngine engine, int howMany) {
    Job last = null;
    for (int i = 0; i < howMany; i++) {
      var id = ids.next();
      last = new Job(id, SamplePipelines.ORDERS, "{}", Trace.of(id));
      assertThat(engine.jobs().put(List.of(Submission.withoutKeys(last)))).hasSize(1);
    }
    return Objects.requireNonNull(last);
  }

  private static Status status(MemoryEngine engine, Job job) {
    return engine.jobs().find(job.id()).orElseThrow().status();
  }

  private static long processed(MemoryEngine engine) {
    return Objects.requireNonNull(engine.ledger().counters().get(SamplePipelines.ORDERS))
        .processed();
  }
}
