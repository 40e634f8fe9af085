package io.surgetank.testkit.contract;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static io.surgetank.testkit.contract.SamplePipelines.TASKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.State;
import io.surgetank.core.job.Status;
import io.surgetank.core.job.Trace;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Putting jobs, finding them, awaiting their end.
@Verifies({Promise.P1, Promise.P6})
public interface JobStoreContract extends BackendContract {
  @Test
  default void a_job_put_is_found_as_it_was_put() {
    BackendHarness backendHarness = harness();

    Job job = backendHarness.put();

    JobRecord expected = new JobRecord(job, new State.Pending(), List.of(), 0);
    assertThat(backendHarness.jobs().find(job.id())).contains(expected);
  }

  @Test
  default void a_payload_is_returned_verbatim() {
    BackendHarness backendHarness = harness();
    String payload =
        "{\"unitPrice\": 100.00, \"tiny\":1E-400,\"long\":0.10000000000000000000000000000000001,"
            + "\"name\":\"J\\u00fcrgen \u00fc \ud83d\ude80 'quoted' \\u0000\"}";

    Job job = backendHarness.put(backendHarness.job(ORDERS, payload));

    assertThat(backendHarness.record(job.id()).job().payload()).isEqualTo(payload);
  }

  @Test
  default void a_large_payload_is_returned_completely() {
    BackendHarness backendHarness = harness();
    String payload = "\"" + "0123456789abcdef".repeat(15_000) + "\"";

    Job job = backendHarness.put(backendHarness.job(ORDERS, payload));

    assertThat(backendHarness.record(job.id()).job().payload()).isEqualTo(payload);
  }

  @Test
  default void a_clients_trace_is_kept_with_its_job() {
    BackendHarness backendHarness = harness();
    Job plain = backendHarness.job();
    var trace = new Trace("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    backendHarness.put(new Job(plain.id(), plain.pipeline(), plain.payload(), trace));

    assertThat(backendHarness.record(plain.id()).job().trace()).isEqualTo(trace);
    assertThat(backendHarness.lease().job().trace()).isEqualTo(trace);
  }

  @Test
  default void an_unknown_id_is_not_found() {
    BackendHarness backendHarness = harness();
    backendHarness.put();

    assertThat(backendHarness.jobs().find(backendHarness.job().id())).isEmpty();
  }

  @Test
  default void results_of_several_submissions_are_in_their_order() {
    BackendHarness backendHarness = harness();
    List<Job> jobs =
        List.of(backendHarness.job(), backendHarness.job(TASKS, "{}"), backendHarness.job());

    List<PutResult> results =
        backendHarness.jobs().put(jobs.stream().map(Submission::withoutKeys).toList());

    assertThat(results).isEqualTo(jobs.stream().<PutResult>map(PutResult.Stored::new).toList());
    assertThat(jobs)
        .allSatisfy(job -> assertThat(backendHarness.status(job)).isEqualTo(Status.PENDING));
  }

  @Test
  default void putting_nothing_changes_nothing() {
    BackendHarness backendHarness = harness();

    assertThat(backendHarness.jobs().put(List.of())).isEmpty();

    assertThat(backendHarness.counters().accepted()).isZero();
  }

  @Test
  default void awaiting_an_ended_job_returns_at_once() throws InterruptedException {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.processed();

    Optional<JobRecord> record = backendHarness.jobs().awaitEnd(job.id(), Duration.ofMinutes(10));

    assertThat(record).contains(backendHarness.record(job.id()));
  }

  @Test
  default void awaiting_an_unknown_job_returns_at_once() throws InterruptedException {
    BackendHarness backendHarness = harness();

    assertThat(backendHarness.jobs().awaitEnd(backendHarness.job().id(), Duration.ofMinutes(10)))
        .isEmpty();
  }

  @Test
  default void after_the_wait_the_current_record_is_returned() throws InterruptedException {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();

    Optional<JobRecord> record = backendHarness.jobs().awaitEnd(job.id(), Duration.ofMillis(1));

    assertThat(record).contains(backendHarness.record(job.id()));
  }

  @Test
  default void all_waiters_see_the_end_of_a_job() throws Exception {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();
    Callable<Optional<JobRecord>> waiting =
        () -> backendHarness.jobs().awaitEnd(job.id(), Duration.ofSeconds(30));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(waiting);
      var second = threads.submit(waiting);
      backendHarness.settle(backendHarness.lease(), new Outcome.Processed("{}"));

      assertThat(first.get().map(JobRecord::status)).contains(Status.PROCESSED);
      assertThat(second.get().map(JobRecord::status)).contains(Status.PROCESSED);
    }
  }
}
