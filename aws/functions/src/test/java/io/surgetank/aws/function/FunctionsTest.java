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
  void one_poisoned_of_ten_harms_nobody_and_ends_as_a_dead_letter() throws IOException {
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < 10; i++) jobs.add(functionHarness.put());
    Job poison = jobs.get(4);
    Queue<Job> worked = new ConcurrentLinkedQueue<>();
    WorkerFunction worker =
        functionHarness.worker((job, attempt) -> {
          if (job.id().equals(poison.id())) throw new IOException("poison");
          worked.add(job);
          return new Outcome.Processed("{}");
        });

    for (int turn = 1; turn <= SamplePipelines.ATTEMPTS; turn++) {
      List<String> again = functionHarness.work(worker, PLENTY);
      assertThat(again).as("turn %d", turn).hasSize(turn < SamplePipelines.ATTEMPTS ? 1 : 0);
      functionHarness.clock.pass(Duration.ofSeconds(11));
    }

    jobs.remove(poison);
    assertThat(worked).containsExactlyInAnyOrderElementsOf(jobs);
    assertThat(functionHarness.record(poison).state()).isInstanceOf(State.Dead.class);
    assertThat(functionHarness.record(poison).attempts()).hasSize(SamplePipelines.ATTEMPTS);
    functionHarness.clock.pass(Duration.ofHours(1));
    assertThat(functionHarness.receive()).isEmpty();
  }

  @Test
  void a_message_that_nobody_can_read_blocks_nobody() throws IOException {
    Job job = functionHarness.put();
    functionHarness
        .backend
        .sqs()
        .sendMessage(request ->
            request.queueUrl(functionHarness.backend.queues().url(ORDERS)).messageBody("not ours"));

    List<String> again =
        functionHarness.work(functionHarness.worker((_, _) -> new Outcome.Processed("{}")), PLENTY);

    assertThat(again).isEmpty();
    assertThat(functionHarness.record(job).status()).isEqualTo(Status.PROCESSED);
    functionHarness.clock.pass(Duration.ofHours(1));
    assertThat(functionHarness.receive()).as("it does not come again").isEmpty();
  }

  @Test
  void a_message_that_nobody_can_read_goes_only_when_it_is_recorded() throws IOException {
    functionHarness
        .backend
        .sqs()
        .sendMessage(request ->
            request.queueUrl(functionHarness.backend.queues().url(ORDERS)).messageBody("not ours"));
    WorkerFunction worker = functionHarness.worker((_, _) -> new Outcome.Processed("{}"));

    functionHarness.injectedFaults.breakDown(PutItemRequest.class);
    assertThat(functionHarness.work(worker, PLENTY)).hasSize(1);

    functionHarness.injectedFaults.mend();
    functionHarness.clock.pass(Duration.ofSeconds(61));
    assertThat(functionHarness.work(worker, PLENTY)).isEmpty();
    assertThat(strays()).containsExactly("not ours");
  }

  private List<String> strays() {
    return functionHarness
        .backend
        .dynamo()
        .scan(request -> request.tableName(functionHarness.backend.layout().table()))
        .items()
        .stream()
        .filter(item -> String.valueOf(item.get("pk")).contains("X#"))
        .map(item -> Objects.requireNonNull(item.get("body")).s())
        .toList();
  }

  @Test
  void a_message_that_comes_twice_in_one_batch_is_worked_once() throws IOException {
    Job job = functionHarness.put();
    var messages = functionHarness.receive();
    var twice = List.of(messages.getFirst(), messages.getFirst());
    Queue<Job> worked = new ConcurrentLinkedQueue<>();
    WorkerFunction worker =
        functionHarness.worker((worked1, _) -> {
          worked.add(worked1);
          return new Outcome.Processed("{}");
        });

    FunctionHarness.call(worker, functionHarness.event(twice), PLENTY);

    assertThat(worked).containsExactly(job);
  }

  @Test
  void no_work_is_begun_that_could_not_be_ended_in_time() {
    Job job = functionHarness.put();
    var left = new ArrayDeque<>(List.of(Duration.ofMillis(PLENTY)));

    byte[] reply =
        functionHarness
            .worker((_, _) -> new Outcome.Processed("{}"))
            .work(
                functionHarness.event(functionHarness.receive()),
                () -> left.isEmpty() ? Duration.ofSeconds(5) : left.remove());

    assertThat(FunctionHarness.failures(Json.read(new String(reply, StandardCharsets.UTF_8))))
        .hasSize(1);
    assertThat(functionHarness.record(job).status()).isEqualTo(Status.PENDING);
    assertThat(functionHarness.receive()).as("it is there at once for another").hasSize(1);
  }

  @Test
  void a_function_with_too_short_a_timeout_fails_instead_of_working_nothing() {
    Job job = functionHarness.put();
    byte[] event = functionHarness.event(functionHarness.receive());
    WorkerFunction worker = functionHarness.worker((_, _) -> new Outcome.Processed("{}"));

    assertThatThrownBy(() -> worker.work(event, () -> Duration.ofSeconds(5)))
        .hasMessageStartingWith("The function's timeout is too short: 5 s are left")
        .hasMessageContaining("'orders'");
    assertThat(functionHarness.record(job).status()).isEqualTo(Status.PENDING);
  }

  @Test
  void while_the_table_is_down_messages_stay() throws IOException {
    Job job = functionHarness.put();
    functionHarness.injectedFaults.breakDown(TransactWriteItemsRequest.class);
    WorkerFunction worker = functionHarness.worker((_, _) -> new Outcome.Processed("{}"));

    assertThat(functionHarness.work(worker, PLENTY)).hasSize(1);

    functionHarness.injectedFaults.mend();
    functionHarness.clock.pass(Duration.ofSeconds(61));
    assertThat(functionHarness.work(worker, PLENTY)).isEmpty();
    assertThat(functionHarness.record(job).status()).isEqualTo(Status.PROCESSED);
  }

  @Test
  void what_sqs_gave_up_on_is_recorded_before_its_message_goes() throws IOException {
    Job job = functionHarness.put();
    var function = new DeadLetterFunction(functionHarness.functionWiring);
    byte[] event = functionHarness.event(functionHarness.receive());

    functionHarness.injectedFaults.breakDown(TransactWriteItemsRequest.class);
    assertThat(FunctionHarness.failures(FunctionHarness.call(function, event, PLENTY))).hasSize(1);
    assertThat(functionHarness.record(job).status()).isEqualTo(Status.PENDING);

    functionHarness.injectedFaults.mend();
    assertThat(FunctionHarness.failures(FunctionHarness.call(function, event, PLENTY))).isEmpty();
    assertThat(((State.Dead) functionHarness.record(job).state()).failure())
        .startsWith("received 1 times");
    assertThat(FunctionHarness.failures(FunctionHarness.call(function, event, PLENTY)))
        .as("twice is once")
        .isEmpty();
  }

  @Test
  void the_receiver_takes_an_event_of_api_gateway() throws IOException {
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
  void all_faults_of_the_settings_are_told_at_once() {
    assertThatThrownBy(() ->
            FunctionSettings.from(
                FunctionHarness.environment(
                    "SURGETANK_TABEL", "x", "SURGETANK_OPERATOR_TOKEN", "secret")))
        .hasMessage(
            "SURGETANK_TABLE is not set; SURGETANK_QUEUE_URL_PREFIX is not set;"
                + " SURGETANK_TABEL is not a setting");
  }

  private JsonNode receive(String event) throws IOException {
    return FunctionHarness.call(
        new ReceiverFunction(functionHarness.functionWiring),
        event.getBytes(StandardCharsets.UTF_8),
        PLENTY);
  }
}
