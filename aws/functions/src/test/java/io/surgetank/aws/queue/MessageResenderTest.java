package io.surgetank.aws.queue;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.aws.table.MessageResender;
import io.surgetank.aws.table.QueueState;
import io.surgetank.core.job.Job;
import io.surgetank.core.queue.Delivery;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;

@RunsOn(TestedBackend.AWS)
@Verifies(Promise.P2)
class MessageResenderTest {
  private static final Duration RETENTION = Duration.ofDays(4);

  private final FaultScenario faultScenario = new FaultScenario();

  @AfterEach
  void close() {
    faultScenario.close();
  }

  /// The receiver ends between the record and the message.
  @Test
  void a_job_that_was_never_sent_is_sent_when_a_later_one_has_ended() {
    Job unsent = faultScenario.job();
    faultScenario.injectedFaults.failAll(SendMessageBatchRequest.class);
    faultScenario.injectedFaults.failAfter(1, TransactWriteItemsRequest.class);
    assertThatThrownBy(() -> faultScenario.put(unsent)).isInstanceOf(UncheckedIOException.class);
    faultScenario.injectedFaults.recover();
    faultScenario.clock.pass(Duration.ofMinutes(2));
    Job later = faultScenario.job();
    faultScenario.put(later);
    var busy = new QueueState(RETENTION, 1, Duration.ZERO);
    MessageResender messageResender = faultScenario.backend.dynamoBackend().messageResender();

    assertThat(messageResender.resend(ORDERS, busy)).as("its message may be waiting").isZero();
    assertThat(faultScenario.process("{}")).containsExactly(later);
    assertThat(messageResender.resend(ORDERS, busy)).isEqualTo(1);
    assertThat(messageResender.resend(ORDERS, busy)).as("sent once").isZero();

    assertThat(faultScenario.process("{}")).containsExactly(unsent);
  }

  /// SQS accepts it within five minutes, and does not deliver it.
  @Test
  void a_message_to_a_fifo_queue_is_not_repeated_before_its_deduplication_ends() {
    Job unsent = faultScenario.job();
    faultScenario.injectedFaults.failAll(SendMessageBatchRequest.class);
    faultScenario.injectedFaults.failAfter(1, TransactWriteItemsRequest.class);
    assertThatThrownBy(() -> faultScenario.put(unsent)).isInstanceOf(UncheckedIOException.class);
    faultScenario.injectedFaults.recover();
    MessageResender messageResender = faultScenario.backend.dynamoBackend().messageResender();
    var fifo = new QueueState(RETENTION, 0, QueueState.FIFO_DEDUPLICATION);

    faultScenario.clock.pass(Duration.ofMinutes(5));
    assertThat(messageResender.resend(ORDERS, fifo)).isZero();
    faultScenario.clock.pass(Duration.ofMinutes(2));
    assertThat(messageResender.resend(ORDERS, fifo)).isEqualTo(1);
  }

  @Test
  void jobs_that_wait_in_a_long_queue_are_not_sent_again() {
    for (int i = 0; i < 3; i++) faultScenario.put(faultScenario.job());
    faultScenario.clock.pass(Duration.ofHours(2));

    int sent =
        faultScenario
            .backend
            .dynamoBackend()
            .messageResender()
            .resend(ORDERS, new QueueState(RETENTION, 3, Duration.ZERO));

    assertThat(sent).isZero();
    assertThat(faultScenario.process("{}")).hasSize(3);
  }

  @Test
  void many_stale_jobs_are_read_in_pages_and_each_is_sent_once() {
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < 450; i++) jobs.add(faultScenario.job());
    faultScenario.backend.jobs().put(jobs.stream().map(Submission::withoutKeys).toList());
    faultScenario
        .backend
        .sqs()
        .purgeQueue(request -> request.queueUrl(faultScenario.backend.queues().url(ORDERS)));
    faultScenario.clock.pass(RETENTION.plusHours(2));
    MessageResender messageResender = faultScenario.backend.dynamoBackend().messageResender();

    var empty = new QueueState(RETENTION, 0, Duration.ZERO);
    int first = messageResender.resend(ORDERS, empty);
    int second = messageResender.resend(ORDERS, empty);

    assertThat(first).isBetween(200, 400);
    assertThat(first + second).isEqualTo(450);
    assertThat(messageResender.resend(ORDERS, empty)).isZero();
    assertThat(faultScenario.counters().unfinished()).isEqualTo(450);
  }

  /// Jobs that wait for their next attempt are in separate pages.
  @Test
  void many_retrying_jobs_do_not_delay_the_search_for_a_message_that_was_never_sent() {
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < 450; i++) jobs.add(faultScenario.job());
    faultScenario.backend.jobs().put(jobs.stream().map(Submission::withoutKeys).toList());
    for (Delivery delivery : faultScenario.lease())
      faultScenario.settle(delivery, new Outcome.Retry(Duration.ofHours(1), "busy"));
    faultScenario.injectedFaults.failAll(SendMessageBatchRequest.class);
    faultScenario.injectedFaults.failAfter(1, TransactWriteItemsRequest.class);
    Job unsent = faultScenario.job();
    assertThatThrownBy(() -> faultScenario.put(unsent)).isInstanceOf(UncheckedIOException.class);
    faultScenario.injectedFaults.recover();
    faultScenario.clock.pass(Duration.ofMinutes(2));

    int sent =
        faultScenario
            .backend
            .dynamoBackend()
            .messageResender()
            .resend(ORDERS, new QueueState(RETENTION, 0, Duration.ZERO));

    assertThat(sent).isEqualTo(1);
  }

  @Test
  void a_retrying_job_that_cannot_be_read_does_not_keep_unsent_messages_from_being_sent() {
    faultScenario.injectedFaults.failAll(SendMessageBatchRequest.class);
    faultScenario.injectedFaults.failAfter(1, TransactWriteItemsRequest.class);
    Job unsent = faultScenario.job();
    assertThatThrownBy(() -> faultScenario.put(unsent)).isInstanceOf(UncheckedIOException.class);
    faultScenario.injectedFaults.recover();
    String table = faultScenario.backend.tableConfig().table();
    Map<String, AttributeValue> unreadable =
        Map.of(
            "pk", AttributeValue.fromS("X#1"),
            "listPk", AttributeValue.fromS("orders#RETRYING#0"),
            "listSk", AttributeValue.fromS("0"));
    faultScenario.backend.dynamo().putItem(request -> request.tableName(table).item(unreadable));
    faultScenario.clock.pass(Duration.ofMinutes(2));
    MessageResender messageResender = faultScenario.backend.dynamoBackend().messageResender();
    var empty = new QueueState(RETENTION, 0, Duration.ZERO);

    assertThatThrownBy(() -> messageResender.resend(ORDERS, empty))
        .isInstanceOf(RuntimeException.class);

    assertThat(faultScenario.process("{}")).containsExactly(unsent);
    Map<String, AttributeValue> key = Map.of("pk", AttributeValue.fromS("X#1"));
    faultScenario.backend.dynamo().deleteItem(request -> request.tableName(table).key(key));
  }
}
