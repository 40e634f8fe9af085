package io.surgetank.aws.function;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.State;
import io.surgetank.core.job.Status;
import io.surgetank.core.json.Json;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import tools.jackson.databind.node.ObjectNode;

/// Many environments run one function without knowing of each other, and each may be killed at any
/// time.
@RunsOn(TestedBackend.AWS)
@Verifies(Promise.P3)
class EnvironmentsTest {
  private static final int PLENTY = 60_000;

  private final FunctionHarness functionHarness = new FunctionHarness(SamplePipelines.PIPELINES);
  private final Queue<Job> processed = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    functionHarness.close();
  }

  private Outcome process(Job job) {
    processed.add(job);
    return new Outcome.Processed("{}");
  }

  @Test
  void a_batch_in_two_environments_at_once_is_processed_once()
      throws InterruptedException, ExecutionException {
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < 8; i++) jobs.add(functionHarness.put());
    byte[] event = functionHarness.event(functionHarness.receive());
    Handler handler = (job, _) -> process(job);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var start = new CountDownLatch(1);
      var running = new ArrayList<Future<byte[]>>();
      for (int environment = 0; environment < 2; environment++) {
        WorkerFunction worker = functionHarness.worker(handler);
        running.add(
            threads.submit(() -> {
              start.await();
              return worker.process(event, () -> Duration.ofMinutes(1));
            }));
      }
      start.countDown();
      for (Future<byte[]> each : running) each.get();
    }

    assertThat(processed).containsExactlyInAnyOrderElementsOf(jobs);
    assertThat(jobs).allMatch(job -> functionHarness.record(job).status() == Status.PROCESSED);
  }

  @Test
  void the_unfinished_jobs_of_a_function_that_was_killed_are_processed_again() throws IOException {
    Job done = functionHarness.put();
    Job unfinished = functionHarness.put();
    byte[] event = functionHarness.event(functionHarness.receive());
    WorkerFunction killed =
        functionHarness.worker((job, _) -> {
          if (!job.id().equals(unfinished.id())) return process(job);
          while (functionHarness.record(done).status() != Status.PROCESSED) Thread.onSpinWait();
          // A killed function writes nothing more.
          functionHarness.injectedFaults.failAll(TransactWriteItemsRequest.class);
          return new Outcome.Processed("{}");
        });

    FunctionHarness.call(killed, event, PLENTY);
    functionHarness.injectedFaults.recover();
    assertThat(functionHarness.record(unfinished).status())
        .as("it could not be settled")
        .isEqualTo(Status.PROCESSING);

    WorkerFunction next = functionHarness.worker((job, _) -> process(job));
    assertThat(functionHarness.process(next, PLENTY)).as("still hidden").isEmpty();
    functionHarness.clock.pass(Duration.ofSeconds(61));
    assertThat(functionHarness.process(next, PLENTY)).isEmpty();

    assertThat(processed).containsExactlyInAnyOrder(done, unfinished);
    assertThat(functionHarness.record(unfinished).attempts())
        .extracting(FinishedAttempt::end)
        .containsExactly(FinishedAttempt.End.ABANDONED, FinishedAttempt.End.PROCESSED);
  }

  @Test
  void a_batch_without_time_left_is_redelivered_and_no_attempt_is_counted() throws IOException {
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < 10; i++) jobs.add(functionHarness.put());
    WorkerFunction worker = functionHarness.worker((job, _) -> process(job));

    var left = new ArrayDeque<>(List.of(Duration.ofMinutes(1)));
    byte[] reply =
        worker.process(
            functionHarness.event(functionHarness.receive()),
            () -> left.isEmpty() ? Duration.ofSeconds(1) : left.remove());
    assertThat(FunctionHarness.failures(Json.read(new String(reply, StandardCharsets.UTF_8))))
        .hasSize(10);
    assertThat(processed).isEmpty();
    assertThat(functionHarness.process(worker, PLENTY)).isEmpty();

    assertThat(processed).containsExactlyInAnyOrderElementsOf(jobs);
    assertThat(jobs).allMatch(job -> functionHarness.record(job).attempts().size() == 1);
  }

  /// The worse case: by a clock that is ahead, a valid lease has expired.
  @Test
  void a_job_that_an_environment_whose_clock_is_ahead_takes_over_ends_once() throws Exception {
    Job job = functionHarness.put();
    byte[] event = functionHarness.event(functionHarness.receive());
    var ahead = new TestClock();
    ahead.pass(Duration.ofMinutes(10));
    WorkerFunction early =
        functionHarness.worker(
            functionHarness.environment(ahead),
            (_, _) -> new Outcome.Processed("{\"by\":\"early\"}"));
    var begun = new CountDownLatch(1);
    var proceed = new CountDownLatch(1);
    WorkerFunction slow =
        functionHarness.worker((_, _) -> {
          begun.countDown();
          if (!proceed.await(30, TimeUnit.SECONDS)) throw new AssertionError("timed out");
          return new Outcome.Processed("{\"by\":\"slow\"}");
        });

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<byte[]> late = threads.submit(() -> slow.process(event, () -> Duration.ofMinutes(1)));
      begun.await();
      early.process(event, () -> Duration.ofMinutes(1));
      proceed.countDown();
      assertThat(new String(late.get(), StandardCharsets.UTF_8))
          .as("the late outcome is not recorded; its message is redelivered")
          .contains("itemIdentifier");
    }

    assertThat(functionHarness.record(job).state())
        .isInstanceOfSatisfying(
            State.Processed.class, end -> assertThat(end.result()).contains("early"));
    assertThat(
            functionHarness
                .functionWiring
                .dynamoBackend()
                .ledger()
                .counters()
                .get(ORDERS)
                .processed())
        .isEqualTo(1);
  }

  @Test
  void an_environment_whose_clock_is_behind_processes_jobs() throws IOException {
    functionHarness.clock.pass(Duration.ofMinutes(10));
    Job job = functionHarness.put();
    WorkerFunction late =
        functionHarness.worker(
            functionHarness.environment(new TestClock()), (one, _) -> process(one));

    assertThat(functionHarness.process(late, PLENTY)).isEmpty();

    assertThat(processed).containsExactly(job);
    assertThat(functionHarness.record(job).status()).isEqualTo(Status.PROCESSED);
  }

  /// `StartMessageMoveTask` gives messages new ids and a receive count of 0.
  @Test
  void messages_moved_from_the_dead_letter_queue_change_nothing_twice() throws IOException {
    Job deadLettered = functionHarness.put();
    Job ended = functionHarness.put();
    WorkerFunction worker = functionHarness.worker((job, _) -> process(job));
    var first = functionHarness.receive();
    FunctionHarness.call(
        new DeadLetterFunction(functionHarness.functionWiring),
        functionHarness.event(
            first.stream().filter(m -> m.body().contains(deadLettered.id().toString())).toList()),
        PLENTY);
    FunctionHarness.call(worker, functionHarness.event(first), PLENTY);
    assertThat(processed).containsExactly(ended);

    functionHarness.send(deadLettered);
    functionHarness.send(ended);
    assertThat(functionHarness.process(worker, PLENTY))
        .as("in end states, both are deleted")
        .isEmpty();
    assertThat(processed).containsExactly(ended);

    functionHarness
        .functionWiring
        .dynamoBackend()
        .deadLetters()
        .redrive(DeadLetterFilter.EVERYTHING, "anna");
    functionHarness.send(deadLettered);
    functionHarness.process(worker, PLENTY);
    assertThat(processed)
        .as("moved and redriven, it is processed once")
        .containsExactly(ended, deadLettered);
  }

  @Test
  void malformed_records_in_a_batch_do_not_affect_others() throws IOException {
    Job one = functionHarness.put();
    Job two = functionHarness.put();
    var event =
        (ObjectNode)
            Json.read(
                new String(
                    functionHarness.event(functionHarness.receive()), StandardCharsets.UTF_8));
    var records = event.withArray("Records");
    List<String> malformed =
        List.of(
            "{}",
            "null",
            "\"text\"",
            "{\"messageId\":\"m1\",\"body\":5,\"eventSourceARN\":\"a:orders\"}",
            "{\"messageId\":\"m2\",\"body\":\"{\\\"job\\\":7}\",\"eventSourceARN\":\"a:orders\"}",
            "{\"messageId\":\"m3\",\"body\":\"{}\",\"eventSourceARN\":\"a:orders\",\"attributes\":"
                + "{\"ApproximateReceiveCount\":\"many\",\"SentTimestamp\":\"99999999999999999999\"}}");
    for (String text : malformed) records.insert(1, Json.read(text));
    WorkerFunction worker = functionHarness.worker((job, _) -> process(job));

    var failures =
        FunctionHarness.failures(
            FunctionHarness.call(
                worker, Json.write(event).getBytes(StandardCharsets.UTF_8), PLENTY));

    assertThat(processed).containsExactlyInAnyOrder(one, two);
    assertThat(failures).as("those of an unknown queue").containsExactly("", "", "");
  }
}
