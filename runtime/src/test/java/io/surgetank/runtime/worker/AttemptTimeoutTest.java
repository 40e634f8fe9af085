package io.surgetank.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.OrderingKey;
import io.surgetank.core.job.Status;
import io.surgetank.core.job.Trace;
import io.surgetank.core.process.Threads;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.HandlerRunner;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import io.surgetank.testkit.memory.MemoryEngine;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A handler that continues after its timeout.
@Timeout(30)
class AttemptTimeoutTest {
  private final TestClock clock = new TestClock();
  private final JobIds ids = new JobIds(clock, new Random(42));
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger interruptions = new AtomicInteger();
  private final CountDownLatch release = new CountDownLatch(1);

  /// What happens to the priority of the handler's thread before the handler ends.
  enum Priority {
    UNCHANGED,
    LOWERED;

    ThreadPriority port() {
      return switch (this) {
        case UNCHANGED -> ThreadPriority.UNCHANGED;
        case LOWERED -> LoweredSoon::new;
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void with_an_ordering_key_nothing_of_the_key_starts_before_the_handler_has_ended(
      Priority priority) throws Exception {
    var engine = new MemoryEngine(SamplePipelines.ORDERED, clock, _ -> {});
    Job first = put(engine);
    Job second = put(engine);
    var pipeline = SamplePipelines.ORDERED.named(SamplePipelines.ORDERS).orElseThrow();
    Handler stubborn =
        (job, _) -> {
          begun.incrementAndGet();
          if (job.equals(first)) awaitRelease();
          return new Outcome.Processed("{}");
        };
    var handlerRunner = new HandlerRunner(pipeline, stubborn, new Random(1));
    var pool =
        new WorkerPool(
            engine.queue(), List.of(handlerRunner), nanos::get, Threads.SYSTEM, priority.port());
    pool.start();
    while (begun.get() == 0) Thread.onSpinWait();

    nanos.set(pipeline.work().timeout().toNanos());
    pool.runOnce();
    while (interruptions.get() == 0) Thread.onSpinWait();
    // After many lease periods it is still leased.
    for (int third = 0; third < 9; third++) {
      clock.pass(SamplePipelines.LEASE.dividedBy(3));
      nanos.addAndGet(SamplePipelines.LEASE.dividedBy(3).toNanos());
      pool.runOnce();
      engine.catchUp();
    }

    assertThat(status(engine, first)).isEqualTo(Status.PROCESSING);
    assertThat(status(engine, second)).isEqualTo(Status.PENDING);
    assertThat(begun.get()).isEqualTo(1);

    release.countDown();
    while (status(engine, first) == Status.PROCESSING) Thread.onSpinWait();
    assertThat(engine.jobs().find(first.id()).orElseThrow().attempts())
        .singleElement()
        .satisfies(attempt -> assertThat(attempt.failure()).isEqualTo("timed out after 10 s"));
    assertThat(status(engine, second)).isEqualTo(Status.PENDING);
    assertThat(pool.stop(Duration.ofSeconds(5))).isTrue();
  }

  /// A thread that reaches the limit at the second read.
  private static final class LoweredSoon implements ThreadPriority.ScheduledThread {
    private final AtomicInteger reads = new AtomicInteger();

    @Override
    public long cpuNanos() {
      return reads.getAndIncrement() * CpuTimeBudget.LIMIT.toNanos();
    }

    @Override
    public boolean lower() {
      return true;
    }
  }

  private void awaitRelease() {
    while (release.getCount() > 0) {
      try {
        release.await();
      } catch (InterruptedException ignoredOnPurpose) {
        interruptions.incrementAndGet();
      }
    }
  }

  private Job put(MemoryEngine engine) {
    var id = ids.next();
    var job = new Job(id, SamplePipelines.ORDERS, "{}", Trace.of(id));
    var submission = Submission.withoutKeys(job).withOrderingKey(OrderingKey.of("account"));
    assertThat(engine.jobs().put(List.of(submission))).hasSize(1);
    return job;
  }

  private static Status status(MemoryEngine engine, Job job) {
    return engine.jobs().find(job.id()).orElseThrow().status();
  }
}
