package io.surgetank.engine.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.backend.Clockwork;
import io.surgetank.contract.Samples;
import io.surgetank.job.Job;
import io.surgetank.job.JobIds;
import io.surgetank.job.PipelineName;
import io.surgetank.job.Trace;
import io.surgetank.memory.MemoryEngine;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.pipeline.Rate;
import io.surgetank.pipeline.Work;
import io.surgetank.queue.Delivery;
import io.surgetank.queue.DeliveryQueue;
import io.surgetank.queue.Receipt;
import io.surgetank.queue.Settlement;
import io.surgetank.store.Submission;
import io.surgetank.work.Handler;
import io.surgetank.work.Outcome;
import io.surgetank.work.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SettlingTest {
  private final Clockwork clock = new Clockwork();

  @Test
  void a_place_is_free_when_its_handler_has_ended_though_the_outcome_is_still_being_written()
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
    var station = new Station(pipeline, new Worker(pipeline, handler, new Random(1)));
    var pool =
        new WorkerPool(new SlowDisk(engine.queue(), disk), List.of(station), System::nanoTime);

    pool.start();
    worked.await();

    assertThat(tally(engine, pipeline)).isZero();
    disk.countDown();
    assertThat(pool.stop(Duration.ofSeconds(5))).isTrue();
    assertThat(tally(engine, pipeline)).isEqualTo(3);
  }

  private static long tally(MemoryEngine engine, Pipeline pipeline) {
    return Objects.requireNonNull(engine.ledger().tallies().get(pipeline.name())).processed();
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
    Pipeline any = Samples.PIPELINES.all().getFirst();
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
    public Settlement extend(Receipt receipt) {
      return queue.extend(receipt);
    }

    @Override
    public Settlement settle(Receipt receipt, Outcome outcome) {
      try {
        open.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
      return queue.settle(receipt, outcome);
    }

    @Override
    public Settlement release(Receipt receipt) {
      return queue.release(receipt);
    }
  }
}
