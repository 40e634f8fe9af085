package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.Trace;
import io.surgetank.core.store.AsyncJobStore;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class AsyncPutTest {
  private static final JobKey KEY = new JobKey("/orders", JobKey.Kind.IDEMPOTENCY_KEY, "k");

  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private final JobIds ids = new JobIds(clock, new Random(1));

  private Job job() {
    var id = ids.next();
    return new Job(id, SamplePipelines.ORDERS, "{}", Trace.of(id));
  }

  private static CompletableFuture<List<PutResult>> put(
      OpenEngine engine, List<Submission> submissions) {
    return ((AsyncJobStore) engine.jobs()).putAsync(submissions);
  }

  @Test
  void a_job_is_in_the_store_when_its_future_is_completed() throws Exception {
    try (var engine = new OpenEngine(folder, SamplePipelines.PIPELINES, clock)) {
      Job job = job();

      assertThat(put(engine, List.of(Submission.withoutKeys(job))).get())
          .containsExactly(new PutResult.Stored(job));
      assertThat(engine.jobs().find(job.id())).isPresent();
    }
  }

  @Test
  void a_repeated_job_is_returned_with_its_record() throws Exception {
    try (var engine = new OpenEngine(folder, SamplePipelines.PIPELINES, clock)) {
      Job job = job();
      var _ = put(engine, List.of(Submission.withKeys(job, List.of(KEY), "f"))).get();

      assertThat(put(engine, List.of(Submission.withKeys(job(), List.of(KEY), "f"))).get())
          .containsExactly(new PutResult.Existing(engine.jobs().find(job.id()).orElseThrow()));
    }
  }

  @Test
  void more_jobs_than_fit_one_transaction_are_stored_in_their_order() throws Exception {
    try (var engine = new OpenEngine(folder, SamplePipelines.PIPELINES, clock)) {
      List<Job> jobs = Stream.generate(this::job).limit(600).toList();

      assertThat(put(engine, jobs.stream().map(Submission::withoutKeys).toList()).get())
          .containsExactlyElementsOf(jobs.stream().map(PutResult.Stored::new).toList());
      assertThat(put(engine, List.of()).get()).isEmpty();
    }
  }

  @Test
  void the_future_fails_when_the_store_can_no_longer_be_written() throws Exception {
    try (var engine = new OpenEngine(folder, SamplePipelines.PIPELINES, clock)) {
      var _ = engine.engine.parts().failStop().stop("a write failed");

      assertThat(put(engine, List.of(Submission.withoutKeys(job()))))
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableThat()
          .withCauseInstanceOf(UncheckedIOException.class);
    }
  }
}
