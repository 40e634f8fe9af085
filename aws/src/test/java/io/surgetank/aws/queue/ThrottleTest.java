package io.surgetank.aws.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.On;
import io.surgetank.contract.parity.Promise;
import io.surgetank.contract.parity.Stage;
import io.surgetank.job.Job;
import io.surgetank.store.Placement;
import io.surgetank.work.Outcome;
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
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// AWS says "slower": everything takes longer, and nothing is lost or done twice.
@On(Stage.AWS)
@Keeps(Promise.P2)
class ThrottleTest {
  private final Day day = new Day();

  @AfterEach
  void close() {
    day.close();
  }

  @Test
  void a_job_is_stored_once_although_the_table_throttles() {
    day.faults.refuse(TransactWriteItemsRequest.class, throughput(), throttling());
    Job job = day.job();

    assertThat(day.put(job)).isEqualTo(new Placement.Stored(job));

    assertThat(day.faults.allAreRefused()).isTrue();
    assertThat(day.tally().accepted()).isEqualTo(1);
    assertThat(day.work("{}")).containsExactly(job);
  }

  @Test
  void a_transaction_that_is_cancelled_for_throughput_is_asked_again() {
    day.faults.refuse(
        TransactWriteItemsRequest.class,
        cancelled("ThrottlingError"),
        cancelled("ProvisionedThroughputExceeded"),
        cancelled("TransactionConflict"));
    Job job = day.job();

    assertThat(day.put(job)).isEqualTo(new Placement.Stored(job));

    assertThat(day.faults.allAreRefused()).isTrue();
    assertThat(day.work("{}")).containsExactly(job);
  }

  @Test
  void a_table_that_throttles_for_ever_acknowledges_nothing() {
    day.faults.refuse(
        TransactWriteItemsRequest.class,
        Stream.generate(() -> cancelled("ThrottlingError")).limit(40).toArray(SdkException[]::new));
    Job job = day.job();

    assertThatThrownBy(() -> day.put(job))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("too busy");

    day.faults.mend();
    assertThat(day.backend.jobs().find(job.id())).isEmpty();
  }

  @Test
  void a_read_that_is_throttled_begins_the_attempt_all_the_same() {
    day.put(day.job());
    day.faults.refuse(BatchGetItemRequest.class, throughput(), throttling());

    var deliveries = day.lease();

    assertThat(deliveries).hasSize(1);
    assertThat(day.faults.allAreRefused()).isTrue();
    day.settle(deliveries.getFirst(), new Outcome.Processed("{}"));
    assertThat(day.tally().started()).isEqualTo(1);
  }

  @Test
  void an_outcome_is_settled_once_although_the_table_throttles() {
    day.put(day.job());
    var delivery = day.lease().getFirst();
    day.faults.refuse(TransactWriteItemsRequest.class, throughput(), cancelled("ThrottlingError"));

    day.settle(delivery, new Outcome.Processed("{}"));

    assertThat(day.faults.allAreRefused()).isTrue();
    assertThat(day.tally().processed()).isEqualTo(1);
  }

  @Test
  void a_message_is_sent_although_the_queue_throttles() {
    day.faults.refuse(SendMessageBatchRequest.class, queueThrottling(), queueThrottling());
    Job job = day.job();

    assertThat(day.put(job)).isEqualTo(new Placement.Stored(job));

    assertThat(day.faults.allAreRefused()).isTrue();
    assertThat(day.work("{}")).containsExactly(job);
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
