package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.Status;
import io.surgetank.core.job.Trace;
import io.surgetank.core.queue.AsyncDeliveryQueue;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class AsyncSettlementTest {
  private static final Outcome DONE = new Outcome.Processed("{}");

  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private final JobIds ids = new JobIds(clock, new Random(1));

  @Test
  void an_outcome_is_in_the_store_when_its_future_is_completed() throws Exception {
    try (var engine = new OpenEngine(folder, SamplePipelines.PIPELINES, clock)) {
      Delivery delivery = lease(engine);

      assertThat(settle(engine, delivery).get()).isEqualTo(SettleResult.SETTLED);
      assertThat(engine.jobs().find(delivery.job().id()))
          .hasValueSatisfying(found -> assertThat(found.status()).isEqualTo(Status.PROCESSED));
      assertThat(settle(engine, delivery).get()).isEqualTo(SettleResult.STALE);
    }
  }

  @Test
  void the_future_fails_when_the_store_can_no_longer_be_written() throws Exception {
    try (var engine = new OpenEngine(folder, SamplePipelines.PIPELINES, clock)) {
      Delivery delivery = lease(engine);
      var _ = engine.engine.parts().failStop().stop("a write failed");

      assertThat(settle(engine, delivery))
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableThat()
          .withCauseInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void an_outcome_without_a_waiting_caller_shares_the_sync_of_the_next_submission()
      throws Exception {
    try (var engine = OpenEngine.unflushed(folder, SamplePipelines.PIPELINES, clock)) {
      Delivery delivery = lease(engine);
      long groups = engine.engine.parts().changes().last();

      CompletableFuture<SettleResult> settled = settle(engine, delivery);
      assertThat(settled).isNotDone();
      var _ = lease(engine);

      assertThat(settled.get()).isEqualTo(SettleResult.SETTLED);
      // The submission and the lease after it.
      assertThat(engine.engine.parts().changes().last()).isEqualTo(groups + 2);
    }
  }

  @Test
  void an_outcome_without_a_waiting_caller_is_written_after_a_delay() throws Exception {
    var threads = new ManualTimeThreads();
    try (var engine = OpenEngine.unflushed(folder, SamplePipelines.PIPELINES, clock, threads)) {
      CompletableFuture<SettleResult> settled = settle(engine, lease(engine));
      assertThat(settled).isNotDone();
      // The delay begins when the writer's thread takes the outcome.
      while (!settled.isDone()) {
        threads.pass(Duration.ofMillis(1));
        Thread.onSpinWait();
      }
      assertThat(settled.get()).isEqualTo(SettleResult.SETTLED);
    }
  }

  @Test
  void an_outcome_that_a_caller_waits_for_is_written_at_once() throws Exception {
    try (var engine = OpenEngine.unflushed(folder, SamplePipelines.PIPELINES, clock)) {
      Delivery delivery = lease(engine);
      var _ = engine.engine.parts().waiters().register(delivery.job().id().sequence());
      assertThat(settle(engine, delivery).get()).isEqualTo(SettleResult.SETTLED);
    }
  }

  private static CompletableFuture<SettleResult> settle(OpenEngine engine, Delivery delivery) {
    return ((AsyncDeliveryQueue) engine.queue()).settleAsync(delivery.receipt(), DONE);
  }

  private Delivery lease(OpenEngine engine) throws InterruptedException {
    var id = ids.next();
    var job = new Job(id, SamplePipelines.ORDERS, "{}", Trace.of(id));
    assertThat(engine.jobs().put(List.of(Submission.withoutKeys(job)))).hasSize(1);
    return engine.queue().lease(SamplePipelines.ORDERS, 1, Duration.ZERO).getFirst();
  }
}
