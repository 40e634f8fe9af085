package io.surgetank.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Trace;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.pipeline.Rate;
import io.surgetank.core.pipeline.Work;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.DeliveryQueue;
import io.surgetank.core.queue.Receipt;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.HandlerRunner;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import io.surgetank.testkit.memory.MemoryEngine;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SettlingTest {
  private final TestClock clock = new TestClock();

  @Test
  void a_permit_is_released_when_the_handler_has_ended_while_the_outcome_is_still_being_written()
      throws Exception {
    Pipeline pipeline = oneAtATime();
    var engine = new MemoryEngine(new Pipelines(List.of(pipeline)), clock, _ -> {});
    put(engine, pipeline.name(), 3);
    var disk = new CountDownLatch(1);
    var worked = new CountDownLatch(3);
    Handler handler =
        (_, _) -> {
          worked.countDown();
          return new Outcome.Processed("{}");
        };
    var handlerRunner = new HandlerRunner(pipeline, handler, new Random(1));
    var pool =
        new WorkerPool(
            new SlowDisk(engine.queue(), disk), List.of(handlerRunner), System::nanoTime);

    pool.start();
    worked.await();

    assertThat(processed(engine, pipeline)).isZero();
    disk.countDown();
    assertThat(pool.stop(Duration.ofSeconds(5))).isTrue();
    assertThat(processed(engine, pipeline)).isEqualTo(3);
  }

  private static long processed(MemoryEngine engine, Pipeline pipeline) {
    return Objects.requireNonNull(engine.ledger().counters().get(pipeline.name())).processed();
  }

  private void put(MemoryEngine engine, PipelineName name, int jobs) {
    var ids = new JobIds(clock, new Random(1));
    for (int i = 0; i < jobs; i++) {
      var id = ids.next();
      var job = new Job(id, name, "{}", Trace.of(id));
      assertThat(engine.jobs().put(List.of(Submission.withoutKeys(job)))).hasSize(1);
    }
  }

  private static Pipeline oneAtATime() {
    Pipeline any = SamplePipelines.PIPELINES.all().getFirst();
    Work work = any.work();
    return new Pipeline(
        any.name(),
        any.intake(),
        new Work(
            work.handler(),
            work.timeout(),
            work.lease(),
            1,
            1,
            Rate.UNLIMITED,
            work.ordering(),
            work.simulate()),
        any.retry(),
        any.retention());
  }

  /// Settles only once the latch is open.
  private record SlowDisk(DeliveryQueue queue, CountDownLatch open) implements DeliveryQueue {
    @Override
    public List<Delivery> lease(PipelineName pipeline, int max, Duration atMost)
        throws InterruptedException {
      return queue.lease(pipeline, max, atMost);
    }

    @Override
    public SettleResult extend(Receipt receipt) {
      return queue.extend(receipt);
    }

    @Override
    public SettleResult settle(Receipt receipt, Outcome outcome) {
      try {
        open.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
      return queue.settle(receipt, outcome);
    }

    @Override
    public SettleResult release(Receipt receipt) {
      return queue.release(receipt);
    }
  }
}
