package io.surgetank.aws.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.job.Job;
import io.surgetank.core.store.PutResult;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// Throttling by AWS: everything takes longer, and nothing is lost or done twice.
@RunsOn(TestedBackend.AWS)
@Verifies(Promise.P2)
class ThrottleTest {
  private final FaultScenario faultScenario = new FaultScenario();

  @AfterEach
  void close() {
    faultScenario.close();
  }

  @Test
  void a_job_is_stored_once_although_the_table_throttles() {
    faultScenario.injectedFaults.refuse(
        TransactWriteItemsRequest.class, throughput(), throttling());
    Job job = faultScenario.job();

    assertThat(faultScenario.put(job)).isEqualTo(new PutResult.Stored(job));

    assertThat(faultScenario.injectedFaults.allRefusalsWereUsed()).isTrue();
    assertThat(faultScenario.counters().accepted()).isEqualTo(1);
    assertThat(faultScenario.process("{}")).containsExactly(job);
  }

  @Test
  void a_transaction_that_is_cancelled_for_throughput_is_retried() {
    faultScenario.injectedFaults.refuse(
        TransactWriteItemsRequest.class,
        cancelled("ThrottlingError"),
        cancelled("ProvisionedThroughputExceeded"),
        cancelled("TransactionConflict"));
    Job job = faultScenario.job();

    assertThat(faultScenario.put(job)).isEqualTo(new PutResult.Stored(job));

    assertThat(faultScenario.injectedFaults.allRefusalsWereUsed()).isTrue();
    assertThat(faultScenario.process("{}")).containsExactly(job);
  }

  @Test
  void a_table_that_throttles_forever_acknowledges_nothing() {
    faultScenario.injectedFaults.refuse(
        TransactWriteItemsRequest.class,
        Stream.generate(() -> cancelled("ThrottlingError")).limit(40).toArray(SdkException[]::new));
    Job job = faultScenario.job();

    assertThatThrownBy(() -> faultScenario.put(job))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("too busy");

    faultScenario.injectedFaults.recover();
    assertThat(faultScenario.backend.jobs().find(job.id())).isEmpty();
  }

  @Test
  void an_attempt_starts_although_reads_are_throttled() {
    faultScenario.put(faultScenario.job());
    faultScenario.injectedFaults.refuse(BatchGetItemRequest.class, throughput(), throttling());

    var deliveries = faultScenario.lease();

    assertThat(deliveries).hasSize(1);
    assertThat(faultScenario.injectedFaults.allRefusalsWereUsed()).isTrue();
    faultScenario.settle(deliveries.getFirst(), new Outcome.Processed("{}"));
    assertThat(faultScenario.counters().started()).isEqualTo(1);
  }

  @Test
  void an_attempt_starts_although_a_transaction_has_the_job() {
    faultScenario.put(faultScenario.job());
    faultScenario.injectedFaults.refuse(PutItemRequest.class, conflict(), conflict());

    assertThat(faultScenario.process("{}")).hasSize(1);

    assertThat(faultScenario.injectedFaults.allRefusalsWereUsed()).isTrue();
    assertThat(faultScenario.counters().started()).isEqualTo(1);
  }

  @Test
  void an_outcome_is_settled_once_although_the_table_throttles() {
    faultScenario.put(faultScenario.job());
    var delivery = faultScenario.lease().getFirst();
    faultScenario.injectedFaults.refuse(
        TransactWriteItemsRequest.class, throughput(), cancelled("ThrottlingError"));

    faultScenario.settle(delivery, new Outcome.Processed("{}"));

    assertThat(faultScenario.injectedFaults.allRefusalsWereUsed()).isTrue();
    assertThat(faultScenario.counters().processed()).isEqualTo(1);
  }

  @Test
  void a_message_is_sent_although_the_queue_throttles() {
    faultScenario.injectedFaults.refuse(
        SendMessageBatchRequest.class, queueThrottling(), queueThrottling());
    Job job = faultScenario.job();

    assertThat(faultScenario.put(job)).isEqualTo(new PutResult.Stored(job));

    assertThat(faultScenario.injectedFaults.allRefusalsWereUsed()).isTrue();
    assertThat(faultScenario.process("{}")).containsExactly(job);
  }

  private static SdkException throughput() {
    return ProvisionedThroughputExceededException.builder()
        .statusCode(400)
        .awsErrorDetails(details("ProvisionedThroughputExceededException"))
        .build();
  }

  private static SdkException throttling() {
    return DynamoDbException.builder()
        .statusCode(400)
        .awsErrorDetails(details("ThrottlingException"))
        .build();
  }

  private static SdkException queueThrottling() {
    return SqsException.builder()
        .statusCode(403)
        .awsErrorDetails(details("RequestThrottled"))
        .build();
  }

  private static SdkException conflict() {
    return TransactionConflictException.builder()
        .statusCode(400)
        .awsErrorDetails(details("TransactionConflictException"))
        .build();
  }

  private static SdkException cancelled(String code) {
    return TransactionCanceledException.builder()
        .statusCode(400)
        .awsErrorDetails(details("TransactionCanceledException"))
        .cancellationReasons(
            CancellationReason.builder().code("None").build(),
            CancellationReason.builder().code(code).build())
        .build();
  }

  private static AwsErrorDetails details(String code) {
    return AwsErrorDetails.builder().errorCode(code).errorMessage("slower").build();
  }
}
