package io.surgetank.aws.function;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static io.surgetank.testkit.contract.SamplePipelines.TASKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.Status;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.contract.SamplePipelines;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import tools.jackson.databind.JsonNode;

/// The sweeper as its schedule invokes it.
@RunsOn(TestedBackend.AWS)
@Verifies(Promise.P2)
class SweeperTest {
  private static final int PLENTY = 60_000;

  private static final Duration RETENTION = Duration.ofDays(4);

  private final FunctionHarness functionHarness = new FunctionHarness(SamplePipelines.PIPELINES);
  private final SweeperFunction sweeper = new SweeperFunction(functionHarness.functionWiring);

  @AfterEach
  void close() {
    functionHarness.close();
  }

  @BeforeEach
  void setRetention() {
    functionHarness.injectedFaults.reportRetention(RETENTION);
  }

  private int sweep() throws IOException {
    JsonNode reply =
        FunctionHarness.call(sweeper, Events.SCHEDULED.getBytes(StandardCharsets.UTF_8), PLENTY);
    return reply.path("sent").intValue();
  }

  @Test
  void a_job_that_was_stored_and_never_sent_is_sent_once() throws IOException {
    functionHarness.injectedFaults.failAll(SendMessageBatchRequest.class);
    functionHarness.injectedFaults.failAfter(1, TransactWriteItemsRequest.class);
    assertThatThrownBy(functionHarness::put).isInstanceOf(UncheckedIOException.class);
    functionHarness.injectedFaults.recover();

    assertThat(sweep()).as("too early").isZero();
    functionHarness.clock.pass(Duration.ofMinutes(2));
    assertThat(sweep()).isEqualTo(1);
    assertThat(sweep()).isZero();
    assertThat(functionHarness.receive()).hasSize(1);
  }

  @Test
  void a_long_queue_alone_causes_no_messages() throws IOException {
    for (int i = 0; i < 30; i++) functionHarness.put();

    for (int hour = 0; hour < 95; hour += 19) {
      functionHarness.clock.pass(Duration.ofHours(19));
      assertThat(sweep()).as("after %d hours", hour).isZero();
    }

    assertThat(functionHarness.receive()).hasSize(30);
  }

  @Test
  void a_job_whose_message_is_older_than_the_retention_is_sent_again_once() throws IOException {
    var jobs = new ArrayList<Job>(List.of(functionHarness.put(), functionHarness.put()));
    purgeQueue();

    functionHarness.clock.pass(RETENTION.plusHours(2));
    assertThat(sweep()).isEqualTo(2);
    assertThat(sweep()).isZero();
    functionHarness.clock.pass(RETENTION.minusHours(1));
    assertThat(sweep()).isZero();

    assertThat(
            functionHarness.process(
                functionHarness.worker((_, _) -> new Outcome.Processed("{}")), PLENTY))
        .isEmpty();
    assertThat(jobs).allMatch(job -> functionHarness.record(job).status() == Status.PROCESSED);
  }

  @Test
  void a_retry_and_an_abandoned_attempt_are_sent_again_too() throws IOException {
    Job retrying = functionHarness.put();
    functionHarness.process(
        functionHarness.worker((_, _) -> new Outcome.Retry(Duration.ofHours(1), "busy")), PLENTY);
    Job running = functionHarness.put();
    functionHarness.functionWiring.dynamoBackend().leases().begin(running.id());
    purgeQueue();

    functionHarness.clock.pass(RETENTION.plusHours(2));
    assertThat(sweep()).isEqualTo(2);

    functionHarness.process(functionHarness.worker((_, _) -> new Outcome.Processed("{}")), PLENTY);
    assertThat(List.of(retrying, running))
        .allMatch(job -> functionHarness.record(job).status() == Status.PROCESSED);
  }

  @Test
  void an_unknown_retention_counts_as_the_longest_of_sqs() throws IOException {
    functionHarness.injectedFaults.failAll(GetQueueAttributesRequest.class);
    functionHarness.put();
    purgeQueue();

    functionHarness.clock.pass(Duration.ofDays(14));
    assertThat(sweep()).isZero();
    functionHarness.clock.pass(Duration.ofHours(2));
    assertThat(sweep()).isEqualTo(1);
  }

  @Test
  void a_pipeline_that_cannot_be_read_does_not_keep_the_others_from_being_swept() {
    functionHarness.injectedFaults.failAll(SendMessageBatchRequest.class);
    functionHarness.injectedFaults.failAfter(1, TransactWriteItemsRequest.class);
    assertThatThrownBy(() -> functionHarness.put(TASKS, "{}"))
        .isInstanceOf(UncheckedIOException.class);
    functionHarness.injectedFaults.recover();
    Map<String, AttributeValue> unreadable =
        Map.of(
            "pk", AttributeValue.fromS("X#1"),
            "listPk", AttributeValue.fromS("orders#PENDING#0"),
            "listSk", AttributeValue.fromS("0"));
    functionHarness
        .backend
        .dynamo()
        .putItem(request ->
            request.tableName(functionHarness.backend.tableConfig().table()).item(unreadable));
    functionHarness.clock.pass(Duration.ofMinutes(2));

    assertThatThrownBy(this::sweep).hasMessageContaining("not swept: {orders=");

    assertThat(functionHarness.receive(TASKS)).hasSize(1);
  }

  private void purgeQueue() {
    functionHarness
        .backend
        .sqs()
        .purgeQueue(request -> request.queueUrl(functionHarness.backend.queues().url(ORDERS)));
  }
}
