package io.surgetank.testkit.contract;

import static io.surgetank.core.job.FinishedAttempt.End.FAILED;
import static io.surgetank.core.job.FinishedAttempt.End.PROCESSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.State;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.queue.SettleResult;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.Verifies;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Settling outcomes: each is recorded once and completely, with its attempt.
@Verifies(Promise.P3)
public interface SettlementContract extends BackendContract {
  @Test
  default void a_processed_job_keeps_its_result_and_is_not_delivered_again() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();
    Delivery delivery = backendHarness.lease();
    backendHarness.pass(Duration.ofMillis(250));

    SettleResult settled =
        backendHarness.settle(delivery, new Outcome.Processed("{\"total\":100.00}"));

    assertThat(settled).isEqualTo(SettleResult.SETTLED);
    assertThat(backendHarness.record(job.id()))
        .isEqualTo(
            new JobRecord(
                job,
                new State.Processed("{\"total\":100.00}", backendHarness.now()),
                List.of(
                    new FinishedAttempt(delivery.attempt(), backendHarness.now(), PROCESSED, "")),
                0));
    backendHarness.pass(SamplePipelines.LEASE.plusSeconds(1));
    backendHarness.nothingIsDue();
    assertThat(backendHarness.counters().processed()).isEqualTo(1);
  }

  @Test
  default void an_outcome_is_settled_once() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();
    Delivery delivery = backendHarness.lease();
    backendHarness.settle(delivery, new Outcome.Processed("{\"first\":true}"));
    JobRecord record = backendHarness.record(job.id());

    assertThat(backendHarness.settle(delivery, new Outcome.Processed("{}")))
        .isEqualTo(SettleResult.STALE);
    assertThat(backendHarness.settle(delivery, new Outcome.Dead("no")))
        .isEqualTo(SettleResult.STALE);
    assertThat(backendHarness.queue().release(delivery.receipt())).isEqualTo(SettleResult.STALE);
    assertThat(backendHarness.queue().extend(delivery.receipt())).isEqualTo(SettleResult.STALE);

    assertThat(backendHarness.record(job.id())).isEqualTo(record);
    assertThat(backendHarness.counters().processed()).isEqualTo(1);
  }

  @Test
  default void exactly_one_of_many_concurrent_settlers_succeeds() throws Exception {
    BackendHarness backendHarness = harness();
    backendHarness.put();
    Delivery delivery = backendHarness.lease();
    Callable<SettleResult> settling =
        () -> backendHarness.settle(delivery, new Outcome.Processed("{}"));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int settled = 0;
      for (var one : threads.invokeAll(Collections.nCopies(8, settling)))
        if (one.get() == SettleResult.SETTLED) settled++;

      assertThat(settled).isEqualTo(1);
    }
    assertThat(backendHarness.counters().processed()).isEqualTo(1);
  }

  @Test
  default void every_attempt_is_kept_with_its_times_and_its_failure() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();
    Instant start = backendHarness.now();

    for (String failure : List.of("busy", "still busy")) {
      Delivery delivery = backendHarness.lease();
      backendHarness.pass(Duration.ofSeconds(2));
      backendHarness.settle(delivery, new Outcome.Retry(Duration.ofSeconds(10), failure));
      backendHarness.pass(Duration.ofSeconds(10));
    }
    backendHarness.settle(backendHarness.lease(), new Outcome.Dead("gave up"));

    assertThat(backendHarness.record(job.id()).attempts())
        .containsExactly(
            failed(new Attempt(0, 1, start), start.plusSeconds(2), "busy"),
            failed(new Attempt(0, 2, start.plusSeconds(12)), start.plusSeconds(14), "still busy"),
            failed(new Attempt(0, 3, start.plusSeconds(24)), start.plusSeconds(24), "gave up"));
    assertThat(backendHarness.record(job.id()).state())
        .isEqualTo(new State.Dead("gave up", backendHarness.now()));
  }

  @Test
  default void the_workers_outcome_is_applied_for_any_attempt_number() {
    BackendHarness backendHarness = harness();
    backendHarness.put();

    for (int attempt = 1; attempt <= SamplePipelines.ATTEMPTS + 2; attempt++) {
      Delivery delivery = backendHarness.lease();
      assertThat(delivery.attempt().number()).isEqualTo(attempt);
      backendHarness.settle(delivery, new Outcome.Retry(Duration.ZERO, "the worker says again"));
    }
  }

  @Test
  default void results_and_failures_are_returned_verbatim() {
    BackendHarness backendHarness = harness();
    String odd = "it's \u00fcber \ud83d\ude80\n\ttwo lines, 100% \\ \"quoted\"";

    Job dead = backendHarness.dead(odd);
    Job processed = backendHarness.settled(new Outcome.Processed("{\"total\": 0.30, \"n\":1E+2}"));

    assertThat(backendHarness.record(dead.id()).attempts().getFirst().failure()).isEqualTo(odd);
    assertThat(backendHarness.record(processed.id()).state())
        .isEqualTo(new State.Processed("{\"total\": 0.30, \"n\":1E+2}", backendHarness.now()));
  }

  @Test
  default void the_stack_trace_of_an_attempt_is_kept() {
    BackendHarness backendHarness = harness();
    Job job = backendHarness.put();
    String trace = "java.io.IOException: busy\n  at shop.Carrier.send(Carrier.java:7)";
    backendHarness.settle(backendHarness.lease(), new Outcome.Retry(Duration.ZERO, "busy", trace));
    backendHarness.settle(backendHarness.lease(), new Outcome.Dead("still busy"));

    assertThat(backendHarness.record(job.id()).attempts())
        .extracting(FinishedAttempt::stackTrace)
        .containsExactly(trace, "");
  }

  private static FinishedAttempt failed(Attempt attempt, Instant endedAt, String failure) {
    return new FinishedAttempt(attempt, endedAt, FAILED, failure);
  }
}
