package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.Status;
import io.surgetank.core.job.Trace;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.store.Submission;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class WaitingLeaseTest {
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private final JobIds ids = new JobIds(clock, new Random(1));

  @Test
  void gets_the_job_in_the_transaction_that_stores_it() throws Exception {
    try (var engine = open()) {
      FutureTask<List<Delivery>> lease = leasing(engine);

      Job job = put(engine);

      assertThat(status(engine, job)).hasValue(Status.PROCESSING);
      assertThat(lease.get()).singleElement().extracting(Delivery::job).isEqualTo(job);
    }
  }

  @Test
  void two_waiting_leases_get_one_job_each() throws Exception {
    try (var engine = open()) {
      FutureTask<List<Delivery>> first = leasing(engine);
      FutureTask<List<Delivery>> second = leasing(engine);

      Job one = put(engine);
      Job other = put(engine);

      assertThat(List.of(first.get().getFirst().job(), second.get().getFirst().job()))
          .containsExactlyInAnyOrder(one, other);
    }
  }

  @Test
  void an_interrupted_lease_takes_no_job() throws Exception {
    try (var engine = open()) {
      var lease = new FutureTask<>(() -> lease(engine));
      Thread thread = startWaiting(engine, lease);
      thread.interrupt();
      assertThatThrownBy(lease::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InterruptedException.class);

      Job job = put(engine);

      assertThat(status(engine, job)).hasValue(Status.PENDING);
      assertThat(engine.queue().lease(SamplePipelines.ORDERS, 1, Duration.ZERO)).hasSize(1);
    }
  }

  private OpenEngine open() {
    return new OpenEngine(folder, SamplePipelines.PIPELINES, clock);
  }

  private static List<Delivery> lease(OpenEngine engine) throws InterruptedException {
    return engine.queue().lease(SamplePipelines.ORDERS, 1, LONG);
  }

  private FutureTask<List<Delivery>> leasing(OpenEngine engine) {
    var lease = new FutureTask<>(() -> lease(engine));
    var _ = startWaiting(engine, lease);
    return lease;
  }

  /// Returns when the lease waits.
  private static Thread startWaiting(OpenEngine engine, FutureTask<?> lease) {
    PipelineState state = engine.engine.parts().states().served(SamplePipelines.ORDERS);
    int waiting = state.waitingLeases();
    Thread thread = Thread.startVirtualThread(lease);
    while (state.waitingLeases() == waiting && thread.isAlive()) Thread.onSpinWait();
    return thread;
  }

  private Job put(OpenEngine engine) {
    var id = ids.next();
    var job = new Job(id, SamplePipelines.ORDERS, "{}", Trace.of(id));
    assertThat(engine.jobs().put(List.of(Submission.withoutKeys(job)))).hasSize(1);
    return job;
  }

  private static Optional<Status> status(OpenEngine engine, Job job) {
    return engine.jobs().find(job.id()).map(JobRecord::status);
  }
}
