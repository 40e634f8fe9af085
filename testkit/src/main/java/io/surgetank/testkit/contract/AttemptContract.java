package io.surgetank.testkit.contract;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.FinishedAttempt.End;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.Trace;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.pipeline.Ordering;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.pipeline.Rate;
import io.surgetank.core.pipeline.RetryPolicy;
import io.surgetank.core.pipeline.Simulation;
import io.surgetank.core.pipeline.Work;
import io.surgetank.core.store.JobStore;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Handler;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// However a handler ends, its attempt has exactly one outcome, which is counted and recorded once.
/// The contract of what processes the jobs of a backend: its worker pool or its functions.
@Verifies(Promise.P5)
public interface AttemptContract {
  /// Long enough for every kind that ends by itself, even on a busy machine.
  Duration TIMEOUT = Duration.ofSeconds(3);

  /// A new and empty backend, and workers with this handler. Implementations close after each test
  /// what they opened.
  AttemptHarness workshop(Pipelines pipelines, Handler handler);

  /// Jobs and their workers.
  interface AttemptHarness {
    JobStore jobs();

    Ledger ledger();

    InstantSource clock();

    /// Runs until these jobs have ended.
    void work(List<Job> jobs) throws Exception;
  }

  @Test
  default void each_attempt_has_exactly_one_counted_outcome_for_any_handler() throws Exception {
    AttemptHarness attemptHarness = workshop(pipelines(), HandlerKind::handle);
    var ids = new JobIds(attemptHarness.clock(), new Random(42));
    Map<HandlerKind, Job> jobs = new EnumMap<>(HandlerKind.class);
    for (HandlerKind kind : HandlerKind.values()) {
      var id = ids.next();
      var job = new Job(id, ORDERS, kind.payload(), Trace.of(id));
      assertThat(attemptHarness.jobs().put(List.of(Submission.withoutKeys(job)))).hasSize(1);
      jobs.put(kind, job);
    }

    attemptHarness.work(List.copyOf(jobs.values()));

    jobs.forEach((kind, job) -> {
      JobRecord record = attemptHarness.jobs().find(job.id()).orElseThrow();
      assertThat(record.status()).as("%s: %s", kind, record).isEqualTo(kind.end);
      assertThat(record.attempts()).as("%s", kind).hasSize(kind.attempts);
      assertThat(record.attempts())
          .as("%s", kind)
          .extracting(FinishedAttempt::end)
          .allMatch(end -> end != End.ABANDONED);
    });
    var pipelineCounters = attemptHarness.ledger().counters().get(ORDERS);
    assertThat(pipelineCounters).isNotNull();
    assertThat(Objects.requireNonNull(pipelineCounters).started()).isEqualTo(attempts());
    assertThat(pipelineCounters.balances()).as("%s", pipelineCounters).isTrue();
    assertThat(attemptHarness.ledger().verify().findings()).isEmpty();
  }

  private static long attempts() {
    long attempts = 0;
    for (HandlerKind kind : HandlerKind.values()) attempts += kind.attempts;
    return attempts;
  }

  private static Pipelines pipelines() {
    Pipeline sample = SamplePipelines.PIPELINES.named(ORDERS).orElseThrow();
    var work =
        new Work(
            sample.work().handler(),
            TIMEOUT,
            SamplePipelines.LEASE,
            10,
            4,
            Rate.UNLIMITED,
            Ordering.NONE,
            Simulation.OFF);
    return new Pipelines(
        List.of(
            new Pipeline(
                sample.name(),
                sample.intake(),
                work,
                new RetryPolicy.Fixed(Duration.ZERO, HandlerKind.ATTEMPTS),
                sample.retention())));
  }
}
