package io.surgetank.aws.function;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.handler.Sleeper;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.Status;
import io.surgetank.core.pipeline.LambdaConcurrency;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.pipeline.Rate;
import io.surgetank.core.pipeline.Work;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/// The rate of invocations that know nothing of each other.
@RunsOn(TestedBackend.AWS)
@Verifies(Promise.P7)
class AttemptRateLimiterTest {
  private static final int PLENTY = 60_000;

  private final List<Instant> started = new CopyOnWriteArrayList<>();

  @Test
  void there_is_a_gap_between_attempts_and_after_the_last() throws InterruptedException {
    var clock = new TestClock();
    var attemptRateLimiter = new AttemptRateLimiter(Duration.ofMillis(200), clock, clock::pass);
    var starts = new ArrayList<Duration>();

    for (int i = 0; i < 3; i++) {
      assertThat(attemptRateLimiter.acquire(Duration.ofDays(1))).isTrue();
      starts.add(Duration.between(TestClock.START, clock.instant()));
      clock.pass(Duration.ofMillis(i * 150L));
    }
    attemptRateLimiter.awaitGap(Duration.ofMinutes(1));
    starts.add(Duration.between(TestClock.START, clock.instant()));

    assertThat(starts).extracting(Duration::toMillis).containsExactly(0L, 200L, 400L, 700L);
  }

  @Test
  void an_attempt_that_would_start_too_late_is_not_waited_for() throws InterruptedException {
    var clock = new TestClock();
    var attemptRateLimiter = new AttemptRateLimiter(Duration.ofSeconds(10), clock, clock::pass);

    assertThat(attemptRateLimiter.acquire(Duration.ZERO)).isTrue();
    assertThat(attemptRateLimiter.acquire(Duration.ofSeconds(9))).isFalse();
    assertThat(clock.instant()).isEqualTo(TestClock.START);
    assertThat(attemptRateLimiter.acquire(Duration.ofSeconds(10))).isTrue();
    assertThat(clock.instant()).isEqualTo(TestClock.START.plusSeconds(10));
  }

  @Test
  void every_attempt_of_an_invocation_takes_a_gap() throws IOException {
    Pipelines pipelines = rated(new Rate(10, Duration.ofSeconds(1), 1));
    LambdaConcurrency lambdaConcurrency =
        LambdaConcurrency.of(pipelines.named(ORDERS).orElseThrow().work());
    assertThat(lambdaConcurrency).isEqualTo(new LambdaConcurrency(4, 2, Duration.ofMillis(200)));
    try (var functionHarness = new FunctionHarness(pipelines)) {
      for (int i = 0; i < 12; i++) functionHarness.put();
      WorkerFunction worker = worker(functionHarness);
      List<Message> messages = functionHarness.receive();
      Instant before = functionHarness.clock.instant();

      for (int from = 0; from < messages.size(); from += lambdaConcurrency.batch())
        FunctionHarness.call(
            worker,
            functionHarness.event(messages.subList(from, from + lambdaConcurrency.batch())),
            PLENTY);

      assertThat(started).hasSize(12);
      assertThat(Duration.between(before, functionHarness.clock.instant()))
          .isEqualTo(lambdaConcurrency.gap().multipliedBy(12));
    }
  }

  @Test
  void jobs_for_which_the_rate_leaves_no_time_are_redelivered_without_an_attempt()
      throws IOException {
    try (var functionHarness = new FunctionHarness(rated(new Rate(1, Duration.ofSeconds(5), 1)))) {
      var jobs = new ArrayList<Job>();
      for (int i = 0; i < 3; i++) jobs.add(functionHarness.put());
      Instant ends = functionHarness.clock.instant().plusSeconds(25);
      Supplier<Duration> left = () -> Duration.between(functionHarness.clock.instant(), ends);
      // The wait lasts as long as an attempt may. If it passed during the first, that would time
      // out.
      Sleeper afterFirst =
          time -> {
            while (jobs.stream().noneMatch(job -> isProcessed(functionHarness, job)))
              Thread.onSpinWait();
            functionHarness.clock.pass(time);
          };
      WorkerFunction worker =
          functionHarness.worker(
              functionHarness.functionWiring, handler(functionHarness), afterFirst);

      byte[] event = functionHarness.event(functionHarness.receive());
      byte[] reply = worker.process(event, left);

      assertThat(FunctionHarness.failures(io.surgetank.core.json.Json.MAPPER.readTree(reply)))
          .hasSize(1);
      assertThat(started).hasSize(2);
      assertThat(functionHarness.clock.instant()).as("no wait for the third").isBefore(ends);
      assertThat(jobs.stream().map(job -> functionHarness.record(job).status()))
          .containsExactlyInAnyOrder(Status.PROCESSED, Status.PROCESSED, Status.PENDING);
    }
  }

  @Test
  void without_a_rate_no_attempt_waits() throws IOException {
    try (var functionHarness = new FunctionHarness(SamplePipelines.PIPELINES)) {
      for (int i = 0; i < 10; i++) functionHarness.put();
      Instant before = functionHarness.clock.instant();

      functionHarness.process(worker(functionHarness), PLENTY);

      assertThat(started).hasSize(10).containsOnly(before);
      assertThat(functionHarness.clock.instant()).isEqualTo(before);
    }
  }

  private static boolean isProcessed(FunctionHarness functionHarness, Job job) {
    return functionHarness.record(job).status() == Status.PROCESSED;
  }

  private WorkerFunction worker(FunctionHarness functionHarness) {
    return functionHarness.worker(handler(functionHarness));
  }

  private Handler handler(FunctionHarness functionHarness) {
    return (_, _) -> {
      started.add(functionHarness.clock.instant());
      return new Outcome.Processed("{}");
    };
  }

  private static Pipelines rated(Rate rate) {
    Pipeline sample = SamplePipelines.PIPELINES.named(ORDERS).orElseThrow();
    Work work = sample.work();
    return new Pipelines(
        List.of(
            new Pipeline(
                ORDERS,
                sample.intake(),
                new Work(
                    work.handler(),
                    work.timeout(),
                    work.lease(),
                    work.batch(),
                    work.concurrency(),
                    rate,
                    work.ordering(),
                    work.simulate()),
                sample.retry(),
                sample.retention())));
  }
}
