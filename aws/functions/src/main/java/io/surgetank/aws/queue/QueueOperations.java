package io.surgetank.aws.queue;

import io.surgetank.aws.table.QueueState;
import io.surgetank.core.job.PipelineName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Changes the visibility of messages, and reads the attributes of the queues.
public final class QueueOperations {
  /// SQS hides a message for at most this time after its receipt, and refuses a longer one
  /// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html).
  static final Duration LONGEST = Duration.ofHours(12);

  private static final QueueState UNREPORTED =
      new QueueState(Duration.ofDays(14), 1, QueueState.FIFO_DEDUPLICATION);

  /// For the difference between our clock and that of SQS.
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final SqsClient client;
  private final QueueNames queueNames;

  public QueueOperations(SqsClient client, QueueNames queueNames) {
    this.client = client;
    this.queueNames = queueNames;
  }

  /// Makes the message visible again after the time, or earlier if SQS allows no more. Correctness
  /// does not depend on it: if SQS fails, the message is redelivered too early, and the record
  /// decides.
  public void hide(ReceivedMessage message, Duration time, Instant now) {
    int seconds = (int) bounded(message, time, now).plusMillis(999).toSeconds();
    try {
      client.changeMessageVisibility(request ->
          request
              .queueUrl(queueNames.url(message.queue()))
              .receiptHandle(message.handle())
              .visibilityTimeout(seconds));
    } catch (SdkException redeliveredEarly) {
      return;
    }
  }

  /// The time, limited to what is left of the twelve hours.
  static Duration bounded(ReceivedMessage message, Duration time, Instant now) {
    Duration held = Duration.between(message.receivedAt(), now);
    if (time.plus(held).compareTo(LONGEST) <= 0) return time;
    Duration left = LONGEST.minus(held).minus(MARGIN);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /// The state of the pipeline's queue. What the queue does not report is assumed: the longest
  /// retention of SQS, and waiting messages.
  public QueueState state(PipelineName pipeline) {
    try {
      Map<QueueAttributeName, String> attributes =
          client
              .getQueueAttributes(request ->
                  request
                      .queueUrl(queueNames.url(pipeline))
                      .attributeNames(
                          QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
              .attributes();
      long seconds =
          number(
              attributes,
              QueueAttributeName.MESSAGE_RETENTION_PERIOD,
              UNREPORTED.retention().toSeconds());
      long waiting =
          number(
              attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, UNREPORTED.waiting());
      Duration deduplication =
          queueNames.isFifo(pipeline) ? QueueState.FIFO_DEDUPLICATION : Duration.ZERO;
      return new QueueState(Duration.ofSeconds(seconds), waiting, deduplication);
    } catch (SdkException unknown) {
      return UNREPORTED;
    }
  }

  private static long number(
      Map<QueueAttributeName, String> attributes, QueueAttributeName name, long unreported) {
    @Nullable String value = attributes.get(name);
    return value == null ? unreported : Long.parseLong(value);
  }

  /// Throws [UncheckedIOException] when the pipeline's queue does not answer.
  public void reach(PipelineName pipeline) {
    try {
      client.getQueueAttributes(request ->
          request
              .queueUrl(queueNames.url(pipeline))
              .attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT));
    } catch (SdkException unreachable) {
      throw new UncheckedIOException(
          new IOException("cannot reach SQS: " + unreachable.getMessage(), unreachable));
    }
  }
}
