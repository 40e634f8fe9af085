package io.surgetank.contract;

import static io.surgetank.contract.Samples.ORDERS;
import static io.surgetank.contract.Samples.TASKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.Promise;
import io.surgetank.job.Job;
import io.surgetank.job.JobRecord;
import io.surgetank.job.State;
import io.surgetank.job.Status;
import io.surgetank.job.Trace;
import io.surgetank.store.Placement;
import io.surgetank.store.Submission;
import io.surgetank.work.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Putting jobs, finding them, waiting for their end.
@Keeps({Promise.P1, Promise.P6})
public interface JobStoreContract extends BackendContract {
  @Test
  default void a_job_put_is_found_as_it_was_put() {
    Bench bench = bench();

    Job job = bench.put();

    JobRecord expected = new JobRecord(job, new State.Pending(), List.of(), 0);
    assertThat(bench.jobs().find(job.id())).contains(expected);
  }

  @Test
  default void a_payload_comes_back_to_the_letter() {
    Bench bench = bench();
    String payload =
        "{\"unitPrice\": 100.00, \"tiny\":1E-400,\"long\":0.10000000000000000000000000000000001,"
            + "\"name\":\"J\\u00fcrgen \u00fc \ud83d\ude80 'quoted' \\u0000\"}";

    Job job = bench.put(bench.job(ORDERS, payload));

    assertThat(bench.record(job.id()).job().payload()).isEqualTo(payload);
  }

  @Test
  default void a_large_payload_comes_back_whole() {
    Bench bench = bench();
    String payload = "\"" + "0123456789abcdef".repeat(15_000) + "\"";

    Job job = bench.put(bench.job(ORDERS, payload));

    assertThat(bench.record(job.id()).job().payload()).isEqualTo(payload);
  }

  @Test
  default void a_clients_trace_is_kept_with_its_job() {
    Bench bench = bench();
    Job plain = bench.job();
    var trace = new Trace("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    bench.put(new Job(plain.id(), plain.pipeline(), plain.payload(), trace));

    assertThat(bench.record(plain.id()).job().trace()).isEqualTo(trace);
    assertThat(bench.lease().job().trace()).isEqualTo(trace);
  }

  @Test
  default void an_unknown_id_is_not_found() {
    Bench bench = bench();
    bench.put();

    assertThat(bench.jobs().find(bench.job().id())).isEmpty();
  }

  @Test
  default void several_submissions_are_answered_in_their_order() {
    Bench bench = bench();
    List<Job> jobs = List.of(bench.job(), bench.job(TASKS, "{}"), bench.job());

    List<Placement> placements =
        bench.jobs().put(jobs.stream().map(Submission::withoutKeys).toList());

    assertThat(placements).isEqualTo(jobs.stream().<Placement>map(Placement.Stored::new).toList());
    assertThat(jobs).allSatisfy(job -> assertThat(bench.status(job)).isEqualTo(Status.PENDING));
  }

  @Test
  default void putting_nothing_changes_nothing() {
    Bench bench = bench();

    assertThat(bench.jobs().put(List.of())).isEmpty();

    assertThat(bench.tally().accepted()).isZero();
  }

  @Test
  default void a_job_that_is_over_is_not_waited_for() throws InterruptedException {
    Bench bench = bench();
    Job job = bench.processed();

    Optional<JobRecord> record = bench.jobs().awaitEnd(job.id(), Duration.ofMinutes(10));

    assertThat(record).contains(bench.record(job.id()));
  }

  @Test
  default void nobody_waits_for_an_unknown_job() throws InterruptedException {
    Bench bench = bench();

    assertThat(bench.jobs().awaitEnd(bench.job().id(), Duration.ofMinutes(10))).isEmpty();
  }

  @Test
  default void when_the_wait_is_over_the_job_is_told_as_it_stands() throws InterruptedException {
    Bench bench = bench();
    Job job = bench.put();

    Optional<JobRecord> record = bench.jobs().awaitEnd(job.id(), Duration.ofMillis(1));

    assertThat(record).contains(bench.record(job.id()));
  }

  @Test
  default void an_end_is_told_to_all_who_wait_for_it() throws Exception {
    Bench bench = bench();
    Job job = bench.put();
    Callable<Optional<JobRecord>> waiting =
        () -> bench.jobs().awaitEnd(job.id(), Duration.ofSeconds(30));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(waiting);
      var second = threads.submit(waiting);
      bench.settle(bench.lease(), new Outcome.Processed("{}"));

      assertThat(first.get().map(JobRecord::status)).contains(Status.PROCESSED);
      assertThat(second.get().map(JobRecord::status)).contains(Status.PROCESSED);
    }
  }
}
