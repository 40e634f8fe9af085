package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.job.Trace;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Failing listeners do not affect the store, and a closed store fails at once.
@Timeout(60)
class ListenerErrorsTest {
  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private final JobIds ids = new JobIds(clock, new Random(42));

  @Test
  void a_listener_that_throws_changes_nothing() throws Exception {
    var dependencies =
        EngineDependencies.of(
            clock,
            event -> {
              throw new AssertionError(event.toString());
            },
            folder);
    try (var engine = SqliteEngine.open(folder, SamplePipelines.PIPELINES, dependencies)) {
      Job job = job();
      assertThat(engine.jobs().put(List.of(Submission.withoutKeys(job))))
          .containsExactly(new PutResult.Stored(job));

      assertThat(engine.isWritable()).isTrue();
      assertThat(engine.queue().lease(SamplePipelines.ORDERS, 1, Duration.ZERO)).hasSize(1);
    }
  }

  @Test
  void every_call_to_a_closed_store_fails_at_once() {
    var engine = new OpenEngine(folder, SamplePipelines.PIPELINES, clock);
    Job job = job();
    var _ = engine.jobs().put(List.of(Submission.withoutKeys(job)));
    engine.close();

    assertThatThrownBy(() -> engine.jobs().find(job.id()))
        .isInstanceOf(UncheckedIOException.class)
        .hasStackTraceContaining("closed");
    assertThatThrownBy(
            () -> engine.jobs().list(JobQuery.newest(List.of(SamplePipelines.ORDERS), 1)))
        .isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> engine.jobs().put(List.of(Submission.withoutKeys(job()))))
        .isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(
            () -> engine.queue().lease(SamplePipelines.ORDERS, 1, Duration.ofSeconds(30)))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void writes_during_a_close_do_not_wait_forever() throws Exception {
    for (int round = 0; round < 20; round++) {
      var engine =
          new OpenEngine(folder.resolve("round" + round), SamplePipelines.PIPELINES, clock);
      var begun = new CountDownLatch(4);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 4; i++) {
          Future<?> _ = threads.submit(() -> writeUntilRefused(engine, begun));
        }
        begun.await();
        engine.close();
      } // all have ended
    }
  }

  private void writeUntilRefused(OpenEngine engine, CountDownLatch begun) {
    try {
      while (true) {
        var _ = engine.jobs().put(List.of(Submission.withoutKeys(job())));
        begun.countDown();
      }
    } catch (UncheckedIOException closed) {
      begun.countDown();
    }
  }

  @Test
  void an_attempt_of_a_removed_pipeline_is_counted_at_the_next_start() throws Exception {
    var before = new OpenEngine(folder, SamplePipelines.PIPELINES, clock);
    Job job = job();
    var _ = before.jobs().put(List.of(Submission.withoutKeys(job)));
    List<Delivery> running = before.queue().lease(SamplePipelines.ORDERS, 1, Duration.ZERO);
    assertThat(running).hasSize(1);
    var _ = before.engine.parts().failStop().stop("the process died");
    before.close();
    var onlyTasks =
        new Pipelines(
            List.of(SamplePipelines.PIPELINES.named(new PipelineName("tasks")).orElseThrow()));

    try (var without = new OpenEngine(folder, onlyTasks, clock)) {
      JobRecord record = without.jobs().find(job.id()).orElseThrow();
      assertThat(record.status()).isEqualTo(Status.RETRYING);
      assertThat(record.attempts())
          .extracting(FinishedAttempt::end)
          .containsExactly(FinishedAttempt.End.ABANDONED);
      assertThat(without.ledger().verify().findings()).isEmpty();
    }
    try (var again = new OpenEngine(folder, SamplePipelines.PIPELINES, clock)) {
      assertThat(again.queue().lease(SamplePipelines.ORDERS, 1, Duration.ZERO)).hasSize(1);
    }
  }

  private Job job() {
    var id = ids.next();
    return new Job(id, SamplePipelines.ORDERS, "{}", Trace.of(id));
  }
}
