package io.surgetank.contract;

import static io.surgetank.job.FinishedAttempt.End.FAILED;
import static io.surgetank.job.FinishedAttempt.End.PROCESSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.Promise;
import io.surgetank.job.Attempt;
import io.surgetank.job.FinishedAttempt;
import io.surgetank.job.Job;
import io.surgetank.job.JobRecord;
import io.surgetank.job.State;
import io.surgetank.queue.Delivery;
import io.surgetank.queue.Settlement;
import io.surgetank.work.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Carrying outcomes out: each is recorded once, with its attempt, and nothing of it is forgotten.
@Keeps(Promise.P3)
public interface SettlementContract extends BackendContract {
  @Test
  default void a_processed_job_keeps_its_result_and_is_not_delivered_again() {
    Bench bench = bench();
    Job job = bench.put();
    Delivery delivery = bench.lease();
    bench.pass(Duration.ofMillis(250));

    Settlement settled = bench.settle(delivery, new Outcome.Processed("{\"total\":100.00}"));

    assertThat(settled).isEqualTo(Settlement.SETTLED);
    assertThat(bench.record(job.id()))
        .isEqualTo(
            new JobRecord(
                job,
                new State.Processed("{\"total\":100.00}", bench.now()),
                List.of(new FinishedAttempt(delivery.attempt(), bench.now(), PROCESSED, "")),
                0));
    bench.pass(Samples.LEASE.plusSeconds(1));
    bench.nothingIsDue();
    assertThat(bench.tally().processed()).isEqualTo(1);
  }

  @Test
  default void an_outcome_is_settled_once() {
    Bench bench = bench();
    Job job = bench.put();
    Delivery delivery = bench.lease();
    bench.settle(delivery, new Outcome.Processed("{\"first\":true}"));
    JobRecord record = bench.record(job.id());

    assertThat(bench.settle(delivery, new Outcome.Processed("{}"))).isEqualTo(Settlement.STALE);
    assertThat(bench.settle(delivery, new Outcome.Dead("no"))).isEqualTo(Settlement.STALE);
    assertThat(bench.queue().release(delivery.receipt())).isEqualTo(Settlement.STALE);
    assertThat(bench.queue().extend(delivery.receipt())).isEqualTo(Settlement.STALE);

    assertThat(bench.record(job.id())).isEqualTo(record);
    assertThat(bench.tally().processed()).isEqualTo(1);
  }

  @Test
  default void of_many_who_settle_at_once_exactly_one_does() throws Exception {
    Bench bench = bench();
    bench.put();
    Delivery delivery = bench.lease();
    Callable<Settlement> settling = () -> bench.settle(delivery, new Outcome.Processed("{}"));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int settled = 0;
      for (var one : threads.invokeAll(Collections.nCopies(8, settling)))
        if (one.get() == Settlement.SETTLED) settled++;

      assertThat(settled).isEqualTo(1);
    }
    assertThat(bench.tally().processed()).isEqualTo(1);
  }

  @Test
  default void every_attempt_is_kept_with_its_times_and_its_failure() {
    Bench bench = bench();
    Job job = bench.put();
    Instant start = bench.now();

    for (String failure : List.of("busy", "still busy")) {
      Delivery delivery = bench.lease();
      bench.pass(Duration.ofSeconds(2));
      bench.settle(delivery, new Outcome.Retry(Duration.ofSeconds(10), failure));
      bench.pass(Duration.ofSeconds(10));
    }
    bench.settle(bench.lease(), new Outcome.Dead("gave up"));

    assertThat(bench.record(job.id()).attempts())
        .containsExactly(
            failed(new Attempt(0, 1, start), start.plusSeconds(2), "busy"),
            failed(new Attempt(0, 2, start.plusSeconds(12)), start.plusSeconds(14), "still busy"),
            failed(new Attempt(0, 3, start.plusSeconds(24)), start.plusSeconds(24), "gave up"));
    assertThat(bench.record(job.id()).state()).isEqualTo(new State.Dead("gave up", bench.now()));
  }

  @Test
  default void what_the_worker_decided_is_done_whatever_the_number_of_the_attempt() {
    Bench bench = bench();
    bench.put();

    for (int attempt = 1; attempt <= Samples.ATTEMPTS + 2; attempt++) {
      Delivery delivery = bench.lease();
      assertThat(delivery.attempt().number()).isEqualTo(attempt);
      bench.settle(delivery, new Outcome.Retry(Duration.ZERO, "the worker says again"));
    }
  }

  @Test
  default void results_and_failures_come_back_to_the_letter() {
    Bench bench = bench();
    String odd = "it's \u00fcber \ud83d\ude80\n\ttwo lines, 100% \\ \"quoted\"";

    Job dead = bench.dead(odd);
    Job processed = bench.worked(new Outcome.Processed("{\"total\": 0.30, \"n\":1E+2}"));

    assertThat(bench.record(dead.id()).attempts().getFirst().failure()).isEqualTo(odd);
    assertThat(bench.record(processed.id()).state())
        .isEqualTo(new State.Processed("{\"total\": 0.30, \"n\":1E+2}", bench.now()));
  }

  @Test
  default void where_an_attempt_failed_is_kept_with_it() {
    Bench bench = bench();
    Job job = bench.put();
    String trace = "java.io.IOException: busy\n  at shop.Carrier.send(Carrier.java:7)";
    bench.settle(bench.lease(), new Outcome.Retry(Duration.ZERO, "busy", trace));
    bench.settle(bench.lease(), new Outcome.Dead("still busy"));

    assertThat(bench.record(job.id()).attempts())
        .extracting(FinishedAttempt::stackTrace)
        .containsExactly(trace, "");
  }

  private static FinishedAttempt failed(Attempt attempt, Instant endedAt, String failure) {
    return new FinishedAttempt(attempt, endedAt, FAILED, failure);
  }
}
