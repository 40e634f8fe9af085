package io.surgetank.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Trace;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.DeliveryQueue;
import io.surgetank.core.queue.Receipt;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.HandlerRunner;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import io.surgetank.testkit.memory.MemoryEngine;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DispatcherErrorsTest {
  private final TestClock clock = new TestClock();

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class})
  void an_unexpected_error_does_not_end_the_processing_of_a_pipeline(
      Class<? extends Throwable> failure) throws Exception {
    Pipeline pipeline = SamplePipelines.PIPELINES.all().getFirst();
    var engine = new MemoryEngine(new Pipelines(List.of(pipeline)), clock, _ -> {});
    var id = new JobIds(clock, new Random(1)).next();
    var job = new Job(id, pipeline.name(), "{}", Trace.of(id));
    assertThat(engine.jobs().put(List.of(Submission.withoutKeys(job)))).hasSize(1);
    var processed = new CountDownLatch(1);
    var worker =
        new HandlerRunner(
            pipeline,
            (_, _) -> {
              processed.countDown();
              return new Outcome.Processed("{}");
            },
            new Random(1));
    var queue =
        new FailsOnce(
            engine.queue(), failure.getDeclaredConstructor().newInstance(), new AtomicBoolean());
    var pool = new WorkerPool(queue, List.of(worker), System::nanoTime);

    pool.start();
    processed.await();

    assertThat(pool.stop(Duration.ofSeconds(5))).isTrue();
  }

  /// Its first lease fails.
  private record FailsOnce(DeliveryQueue queue, Throwable failure, AtomicBoolean hasFailed)
      implements DeliveryQueue {
    @Override
    public List<Delivery> lease(PipelineName pipeline, int max, Duration atMost)
        throws InterruptedException {
      if (hasFailed.getAndSet(true)) return queue.lease(pipeline, max, atMost);
      if (failure instanceof Error error) throw error;
      throw (RuntimeException) failure;
    }

    @Override
    public SettleResult extend(Receipt receipt) {
      return queue.extend(receipt);
    }

    @Override
    public SettleResult settle(Receipt receipt, Outcome outcome) {
      return queue.settle(receipt, outcome);
    }

    @Override
    public SettleResult release(Receipt receipt) {
      return queue.release(receipt);
    }
  }
}
