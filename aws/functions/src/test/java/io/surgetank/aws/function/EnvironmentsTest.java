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

/// Many environments run one function, none knows of the others, and each may be killed at any
/// time.
@RunsOn(TestedBackend.AWS)
@Verifies(Promise.P3)
class EnvironmentsTest {
  private static final int PLENTY = 60_000;

  private final FunctionHarness functionHarness = new FunctionHarness(SamplePipelines.PIPELINES);
  private final Queue<Job> worked = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    functionHarness.close();
  }

  private Outcome work(Job job) {
    worked.add(job);
    return new Outcome.Processed("{}");
  }

  @Test
  void one_batch_in_two_environments_at_once_is_worked_once()
      throws InterruptedException, ExecutionException {
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < 8; i++) jobs.add(functionHarness.put());
    byte[] event = functionHarness.event(functionHarness.receive());
    Handler handler = (job, _) -> work(job);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var start = new CountDownLatch(1);
      var running = new ArrayList<Future<byte[]>>();
      for (int environment = 0; environment < 2; environment++) {
        WorkerFunction worker = functionHarness.worker(handler);
        running.add(
            threads.submit(() -> {
              start.await();
              return worker.work(event, () -> Duration.ofMinutes(1));
            }));
      }
      start.countDown();
      for (Future<byte[]> each : running) each.get();
    }

    assertThat(worked).containsExactlyInAnyOrderElementsOf(jobs);
    assertThat(jobs).allMatch(job -> functionHarness.record(job).status() == Status.PROCESSED);
  }

  @Test
  void a_function_killed_half_way_has_its_batch_worked_again_where_it_was_not_done()
      throws IOException {
    Job done = functionHarness.put();
    Job cut = functionHarness.put();
    byte[] event = functionHarness.event(functionHarness.receive());
    WorkerFunction killed =
        functionHarness.worker((job, _) -> {
          if (!job.id().equals(cut.id())) return work(job);
          while (functionHarness.record(done).status() != Status.PROCESSED) Thread.onSpinWait();
          // A killed function writes nothing more.
          functionHarness.injectedFaults.breakDown(TransactWriteItemsRequest.class);
          return new Outcome.Processed("{}");
        });

    FunctionHarness.call(killed, event, PLENTY);
    functionHarness.injectedFaults.mend();
    assertThat(functionHarness.record(cut).status())
        .as("nobody could settle it")
        .isEqualTo(Status.PROCESSING);

    WorkerFunction next = functionHarness.worker((job, _) -> work(job));
    assertThat(functionHarness.work(next, PLENTY)).as("still hidden").isEmpty();
    functionHarness.clock.pass(Duration.ofSeconds(61));
    assertThat(functionHarness.work(next, PLENTY)).isEmpty();

    assertThat(worked).containsExactlyInAnyOrder(done, cut);
    assertThat(functionHarness.record(cut).attempts())
        .extracting(FinishedAttempt::end)
        .containsExactly(FinishedAttempt.End.ABANDONED, FinishedAttempt.End.PROCESSED);
  }

  @Test
  void a_batch_for_which_no_time_is_left_comes_again_whole_and_costs_no_attempt()
      throws IOException {
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < 10; i++) jobs.add(functionHarness.put());
    WorkerFunction worker = functionHarness.worker((job, _) -> work(job));

    var left = new ArrayDeque<>(List.of(Duration.ofMinutes(1)));
    byte[] reply =
        worker.work(
            functionHarness.event(functionHarness.receive()),
            () -> left.isEmpty() ? Duration.ofSeconds(1) : left.remove());
    assertThat(FunctionHarness.failures(Json.read(new String(reply, StandardCharsets.UTF_8))))
        .hasSize(10);
    assertThat(worked).isEmpty();
    assertThat(functionHarness.work(worker, PLENTY)).isEmpty();

    assertThat(worked).containsExactlyInAnyOrderElementsOf(jobs);
    assertThat(jobs).allMatch(job -> functionHarness.record(job).attempts().size() == 1);
  }

  /// The worse way: a clock ahead thinks that the lease of one that runs is over.
  @Test
  void an_environment_whose_clock_is_ahead_takes_a_job_over_and_it_ends_once() throws Exception {
    Job job = functionHarness.put();
    byte[] event = functionHarness.event(functionHarness.receive());
    var ahead = new TestClock();
    ahead.pass(Duration.ofMinutes(10));
    WorkerFunction hasty =
        functionHarness.worker(
            functionHarness.environment(ahead),
            (_, _) -> new Outcome.Processed("{\"by\":\"hasty\"}"));
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    WorkerFunction slow =
        functionHarness.worker((_, _) -> {
          begun.countDown();
          if (!goOn.await(30, TimeUnit.SECONDS)) throw new AssertionError("nobody went on");
          return new Outcome.Processed("{\"by\":\"slow\"}");
        });

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<byte[]> late = threads.submit(() -> slow.work(event, () -> Duration.ofMinutes(1)));
      begun.await();
      hasty.work(event, () -> Duration.ofMinutes(1));
      goOn.countDown();
      assertThat(new String(late.get(), StandardCharsets.UTF_8))
          .as("what came too late is not recorded; its message comes again and finds the end")
          .contains("itemIdentifier");
    }

    assertThat(functionHarness.record(job).state())
        .isInstanceOfSatisfying(
            State.Processed.class, end -> assertThat(end.result()).contains("hasty"));
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
  void an_environment_whose_clock_is_behind_works_what_comes() throws IOException {
    functionHarness.clock.pass(Duration.ofMinutes(10));
    Job job = functionHarness.put();
    WorkerFunction behind =
        functionHarness.worker(functionHarness.environment(new TestClock()), (one, _) -> work(one));

    assertThat(functionHarness.work(behind, PLENTY)).isEmpty();

    assertThat(worked).containsExactly(job);
    assertThat(functionHarness.record(job).status()).isEqualTo(Status.PROCESSED);
  }

  /// `StartMessageMoveTask` gives messages new ids and a receive count of 0.
  @Test
  void messages_moved_back_from_the_dead_letter_queue_change_nothing_twice() throws IOException {
    Job buried = functionHarness.put();
    Job ended = functionHarness.put();
    WorkerFunction worker = functionHarness.worker((job, _) -> work(job));
    var first = functionHarness.receive();
    FunctionHarness.call(
        new DeadLetterFunction(functionHarness.functionWiring),
        functionHarness.event(
            first.stream().filter(m -> m.body().contains(buried.id().toString())).toList()),
        PLENTY);
    FunctionHarness.call(worker, functionHarness.event(first), PLENTY);
    assertThat(worked).containsExactly(ended);

    functionHarness.send(buried);
    functionHarness.send(ended);
    assertThat(functionHarness.work(worker, PLENTY)).as("at their ends, both go").isEmpty();
    assertThat(worked).containsExactly(ended);

    functionHarness
        .functionWiring
        .dynamoBackend()
        .deadLetters()
        .redrive(DeadLetterFilter.EVERYTHING, "anna");
    functionHarness.send(buried);
    functionHarness.work(worker, PLENTY);
    assertThat(worked).as("moved and redriven, it goes round once").containsExactly(ended, buried);
  }

  @Test
  void malformed_records_in_the_middle_of_a_batch_block_nobody() throws IOException {
    Job one = functionHarness.put();
    Job two = functionHarness.put();
    var event =
        (ObjectNode)
            Json.read(
                new String(
                    functionHarness.event(functionHarness.receive()), StandardCharsets.UTF_8));
    var records = event.withArray("Records");
    List<String> odd =
        List.of(
            "{}",
            "null",
            "\"text\"",
            "{\"messageId\":\"m1\",\"body\":5,\"eventSourceARN\":\"a:orders\"}",
            "{\"messageId\":\"m2\",\"body\":\"{\\\"job\\\":7}\",\"eventSourceARN\":\"a:orders\"}",
            "{\"messageId\":\"m3\",\"body\":\"{}\",\"eventSourceARN\":\"a:orders\",\"attributes\":"
                + "{\"ApproximateReceiveCount\":\"many\",\"SentTimestamp\":\"99999999999999999999\"}}");
    for (String text : odd) records.insert(1, Json.read(text));
    WorkerFunction worker = functionHarness.worker((job, _) -> work(job));

    var again =
        FunctionHarness.failures(
            FunctionHarness.call(
                worker, Json.write(event).getBytes(StandardCharsets.UTF_8), PLENTY));

    assertThat(worked).containsExactlyInAnyOrder(one, two);
    assertThat(again).as("those of an unknown queue").containsExactly("", "", "");
  }
}
