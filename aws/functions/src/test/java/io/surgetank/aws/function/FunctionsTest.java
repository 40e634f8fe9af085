package io.surgetank.aws.function;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.State;
import io.surgetank.core.job.Status;
import io.surgetank.core.json.Json;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.contract.SamplePipelines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import tools.jackson.databind.JsonNode;

class FunctionsTest {
  private static final int PLENTY = 60_000;

  private final FunctionHarness functionHarness = new FunctionHarness(SamplePipelines.PIPELINES);

  @AfterEach
  void close() {
    functionHarness.close();
  }

  @Test
  void one_failing_job_of_ten_becomes_a_dead_letter_and_the_others_are_processed()
      throws IOException {
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < 10; i++) jobs.add(functionHarness.put());
    Job failing = jobs.get(4);
    Queue<Job> processed = new ConcurrentLinkedQueue<>();
    WorkerFunction worker =
        functionHarness.worker((job, _) -> {
          if (job.id().equals(failing.id())) throw new IOException("no");
          processed.add(job);
          return new Outcome.Processed("{}");
        });

    for (int attempt = 1; attempt <= SamplePipelines.ATTEMPTS; attempt++) {
      List<String> failures = functionHarness.process(worker, PLENTY);
      assertThat(failures)
          .as("attempt %d", attempt)
          .hasSize(attempt < SamplePipelines.ATTEMPTS ? 1 : 0);
      functionHarness.clock.pass(Duration.ofSeconds(11));
    }

    jobs.remove(failing);
    assertThat(processed).containsExactlyInAnyOrderElementsOf(jobs);
    assertThat(functionHarness.record(failing).state()).isInstanceOf(State.Dead.class);
    assertThat(functionHarness.record(failing).attempts()).hasSize(SamplePipelines.ATTEMPTS);
    functionHarness.clock.pass(Duration.ofHours(1));
    assertThat(functionHarness.receive()).isEmpty();
  }

  @Test
  void an_unreadable_message_does_not_affect_others() throws IOException {
    Job job = functionHarness.put();
    functionHarness
        .backend
        .sqs()
        .sendMessage(request ->
            request.queueUrl(functionHarness.backend.queues().url(ORDERS)).messageBody("not JSON"));

    List<String> failures =
        functionHarness.process(
            functionHarness.worker((_, _) -> new Outcome.Processed("{}")), PLENTY);

    assertThat(failures).isEmpty();
    assertThat(functionHarness.record(job).status()).isEqualTo(Status.PROCESSED);
    functionHarness.clock.pass(Duration.ofHours(1));
    assertThat(functionHarness.receive()).as("it is not redelivered").isEmpty();
  }

  @Test
  void an_unreadable_message_is_deleted_only_when_it_is_recorded() throws IOException {
    functionHarness
        .backend
        .sqs()
        .sendMessage(request ->
            request.queueUrl(functionHarness.backend.queues().url(ORDERS)).messageBody("not JSON"));
    WorkerFunction worker = functionHarness.worker((_, _) -> new Outcome.Processed("{}"));

    functionHarness.injectedFaults.failAll(PutItemRequest.class);
    assertThat(functionHarness.process(worker, PLENTY)).hasSize(1);

    functionHarness.injectedFaults.recover();
    functionHarness.clock.pass(Duration.ofSeconds(61));
    assertThat(functionHarness.process(worker, PLENTY)).isEmpty();
    assertThat(unreadable()).containsExactly("not JSON");
  }

  private List<String> unreadable() {
    return functionHarness
        .backend
        .dynamo()
        .scan(request -> request.tableName(functionHarness.backend.tableConfig().table()))
        .items()
        .stream()
        .filter(item -> String.valueOf(item.get("pk")).contains("X#"))
        .map(item -> Objects.requireNonNull(item.get("body")).s())
        .toList();
  }

  @Test
  void a_message_that_is_in_a_batch_twice_is_processed_once() throws IOException {
    Job job = functionHarness.put();
    var messages = functionHarness.receive();
    var twice = List.of(messages.getFirst(), messages.getFirst());
    Queue<Job> processed = new ConcurrentLinkedQueue<>();
    WorkerFunction worker =
        functionHarness.worker((received, _) -> {
          processed.add(received);
          return new Outcome.Processed("{}");
        });

    FunctionHarness.call(worker, functionHarness.event(twice), PLENTY);

    assertThat(processed).containsExactly(job);
  }

  @Test
  void no_attempt_is_started_that_could_not_end_in_time() {
    Job job = functionHarness.put();
    var left = new ArrayDeque<>(List.of(Duration.ofMillis(PLENTY)));

    byte[] reply =
        functionHarness
            .worker((_, _) -> new Outcome.Processed("{}"))
            .process(
                functionHarness.event(functionHarness.receive()),
                () -> left.isEmpty() ? Duration.ofSeconds(5) : left.remove());

    assertThat(FunctionHarness.failures(Json.read(new String(reply, StandardCharsets.UTF_8))))
        .hasSize(1);
    assertThat(functionHarness.record(job).status()).isEqualTo(Status.PENDING);
    assertThat(functionHarness.receive()).as("it is visible at once").hasSize(1);
  }

  @Test
  void a_function_with_too_short_a_timeout_fails() {
    Job job = functionHarness.put();
    byte[] event = functionHarness.event(functionHarness.receive());
    WorkerFunction worker = functionHarness.worker((_, _) -> new Outcome.Processed("{}"));

    assertThatThrownBy(() -> worker.process(event, () -> Duration.ofSeconds(5)))
        .hasMessageStartingWith("The function's timeout is too short: 5 s are left")
        .hasMessageContaining("'orders'");
    assertThat(functionHarness.record(job).status()).isEqualTo(Status.PENDING);
  }

  @Test
  void while_the_table_is_down_messages_stay() throws IOException {
    Job job = functionHarness.put();
    functionHarness.injectedFaults.failAll(TransactWriteItemsRequest.class);
    WorkerFunction worker = functionHarness.worker((_, _) -> new Outcome.Processed("{}"));

    assertThat(functionHarness.process(worker, PLENTY)).hasSize(1);

    functionHarness.injectedFaults.recover();
    functionHarness.clock.pass(Duration.ofSeconds(61));
    assertThat(functionHarness.process(worker, PLENTY)).isEmpty();
    assertThat(functionHarness.record(job).status()).isEqualTo(Status.PROCESSED);
  }

  @Test
  void a_message_in_the_dead_letter_queue_is_deleted_only_when_it_is_recorded() throws IOException {
    Job job = functionHarness.put();
    var function = new DeadLetterFunction(functionHarness.functionWiring);
    byte[] event = functionHarness.event(functionHarness.receive());

    functionHarness.injectedFaults.failAll(TransactWriteItemsRequest.class);
    assertThat(FunctionHarness.failures(FunctionHarness.call(function, event, PLENTY))).hasSize(1);
    assertThat(functionHarness.record(job).status()).isEqualTo(Status.PENDING);

    functionHarness.injectedFaults.recover();
    assertThat(FunctionHarness.failures(FunctionHarness.call(function, event, PLENTY))).isEmpty();
    assertThat(((State.Dead) functionHarness.record(job).state()).failure())
        .startsWith("received 1 times");
    assertThat(FunctionHarness.failures(FunctionHarness.call(function, event, PLENTY)))
        .as("a second delivery changes nothing")
        .isEmpty();
  }

  @Test
  void the_receiver_accepts_an_event_of_api_gateway() throws IOException {
    String body =
        Base64.getEncoder().encodeToString("{\"a\": 1.00}".getBytes(StandardCharsets.UTF_8));
    String event =
        """
        {"version":"2.0","rawPath":"/live/orders","rawQueryString":"",
         "headers":{"Content-Type":"application/json"},
         "requestContext":{"stage":"live","http":{"method":"POST"}},
         "body":"%s","isBase64Encoded":true}
        """
            .formatted(body);

    JsonNode reply = receive(event);

    assertThat(reply.path("statusCode").intValue()).as("%s", reply).isEqualTo(202);
    assertThat(reply.path("headers").path("Location").stringValue()).startsWith("/orders/");
    assertThat(functionHarness.receive()).hasSize(1);
    var page =
        functionHarness
            .functionWiring
            .dynamoBackend()
            .jobs()
            .list(JobQuery.newest(List.of(ORDERS), 1));
    assertThat(page.getFirst().job().payload()).contains("1.00");
  }

  @Test
  void all_errors_of_the_settings_are_reported_at_once() {
    assertThatThrownBy(() ->
            FunctionSettings.from(
                FunctionHarness.environment(
                    "SURGETANK_TABEL", "x", "SURGETANK_OPERATOR_TOKEN", "secret")))
        .hasMessage(
            "SURGETANK_TABLE is not set; SURGETANK_QUEUE_URL_PREFIX is not set;"
                + " SURGETANK_TABEL is not a known setting");
  }

  private JsonNode receive(String event) throws IOException {
    return FunctionHarness.call(
        new ReceiverFunction(functionHarness.functionWiring),
        event.getBytes(StandardCharsets.UTF_8),
        PLENTY);
  }
}
