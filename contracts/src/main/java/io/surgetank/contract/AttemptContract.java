package io.surgetank.contract;

import static io.surgetank.contract.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.Promise;
import io.surgetank.job.FinishedAttempt;
import io.surgetank.job.FinishedAttempt.End;
import io.surgetank.job.Job;
import io.surgetank.job.JobIds;
import io.surgetank.job.JobRecord;
import io.surgetank.job.Trace;
import io.surgetank.ledger.Ledger;
import io.surgetank.pipeline.Ordering;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.pipeline.Rate;
import io.surgetank.pipeline.RetryPolicy;
import io.surgetank.pipeline.Simulation;
import io.surgetank.pipeline.Work;
import io.surgetank.store.JobStore;
import io.surgetank.store.Submission;
import io.surgetank.work.Handler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// However a handler ends, its attempt ends in one outcome, which is counted and recorded once.
/// Held by what works the jobs of a backend: its worker pool or its functions.
@Keeps(Promise.P5)
public interface AttemptContract {
  /// Long enough for every kind that ends by itself, on a busy machine too.
  Duration TIMEOUT = Duration.ofSeconds(3);

  /// A new and empty backend, and what works its jobs with this handler. Whoever implements this
  /// closes after each test what it opened in it.
  Workshop workshop(Pipelines pipelines, Handler handler);

  /// Jobs and those who work them.
  interface Workshop {
    JobStore jobs();

    Ledger ledger();

    InstantSource clock();

    /// Works until these jobs have ended.
    void work(List<Job> jobs) throws Exception;
  }

  @Test
  default void whatever_a_handler_does_each_attempt_has_one_outcome_that_is_counted()
      throws Exception {
    Workshop workshop = workshop(pipelines(), HandlerKind::handle);
    var ids = new JobIds(workshop.clock(), new Random(42));
    Map<HandlerKind, Job> jobs = new EnumMap<>(HandlerKind.class);
    for (HandlerKind kind : HandlerKind.values()) {
      var id = ids.next();
      var job = new Job(id, ORDERS, kind.payload(), Trace.of(id));
      assertThat(workshop.jobs().put(List.of(Submission.withoutKeys(job)))).hasSize(1);
      jobs.put(kind, job);
    }

    workshop.work(List.copyOf(jobs.values()));

    jobs.forEach((kind, job) -> {
      JobRecord record = workshop.jobs().find(job.id()).orElseThrow();
      assertThat(record.status()).as("%s: %s", kind, record).isEqualTo(kind.end);
      assertThat(record.attempts()).as("%s", kind).hasSize(kind.attempts);
      assertThat(record.attempts())
          .as("%s", kind)
          .extracting(FinishedAttempt::end)
          .allMatch(end -> end != End.ABANDONED);
    });
    var tally = workshop.ledger().tallies().get(ORDERS);
    assertThat(tally).isNotNull();
    assertThat(Objects.requireNonNull(tally).started()).isEqualTo(attempts());
    assertThat(tally.balances()).as("%s", tally).isTrue();
    assertThat(workshop.ledger().audit().findings()).isEmpty();
  }

  private static long attempts() {
    long attempts = 0;
    for (HandlerKind kind : HandlerKind.values()) attempts += kind.attempts;
    return attempts;
  }

  private static Pipelines pipelines() {
    Pipeline sample = Samples.PIPELINES.named(ORDERS).orElseThrow();
    var work =
        new Work(
            sample.work().handler(),
            TIMEOUT,
            Samples.LEASE,
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
