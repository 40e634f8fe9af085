package io.surgetank.aws.queue;

import io.surgetank.core.job.PipelineName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Receiving messages, and what is done to one in hand. Nothing of the latter is needed for
/// anything to be true: a message that could not be hidden or deleted comes back, and the record
/// knows better.
public final class SqsClientAdapter {
  /// From the receipt on, SQS hides a message no longer, and refuses what would
  /// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html).
  static final Duration LONGEST = Duration.ofHours(12);

  private static final Duration LONGEST_KEPT = Duration.ofDays(14);

  /// Nobody's clock is exact.
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final SqsClient client;
  private final QueueNames queueNames;

  public SqsClientAdapter(SqsClient client, QueueNames queueNames) {
    this.client = client;
    this.queueNames = queueNames;
  }

  /// A message in hand.
  public record ReceivedMessage(PipelineName pipeline, String handle, Instant receivedAt) {}

  boolean isOrdered(PipelineName pipeline) {
    return queueNames.isFifo(pipeline);
  }

  /// Up to `max` messages (1 to 10), hidden for the lease.
  List<Message> receive(PipelineName pipeline, int max, Duration wait, Duration lease) {
    try {
      return client
          .receiveMessage(request ->
              request
                  .queueUrl(queueNames.url(pipeline))
                  .maxNumberOfMessages(max)
                  .visibilityTimeout((int) lease.plusMillis(999).toSeconds())
                  .waitTimeSeconds((int) wait.plusMillis(999).toSeconds())
                  .messageSystemAttributeNames(
                      MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                      MessageSystemAttributeName.SENT_TIMESTAMP))
          .messages();
    } catch (SdkException unread) {
      throw new UncheckedIOException(
          new IOException("SQS could not be read: " + unread.getMessage(), unread));
    }
  }

  /// Lets the message come again after the time, or after as much of it as SQS allows.
  public void hide(ReceivedMessage message, Duration time, Instant now) {
    int seconds = (int) bounded(message, time, now).plusMillis(999).toSeconds();
    ignoringFaults(() ->
        client.changeMessageVisibility(request ->
            request
                .queueUrl(queueNames.url(message.pipeline()))
                .receiptHandle(message.handle())
                .visibilityTimeout(seconds)));
  }

  /// As much of the wait as is left of the twelve hours.
  static Duration bounded(ReceivedMessage message, Duration time, Instant now) {
    Duration held = Duration.between(message.receivedAt(), now);
    if (time.plus(held).compareTo(LONGEST) <= 0) return time;
    Duration left = LONGEST.minus(held).minus(MARGIN);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /// How long the pipeline's queue keeps a message; as long as any queue may, if SQS does not tell.
  public Duration retention(PipelineName pipeline) {
    var name = QueueAttributeName.MESSAGE_RETENTION_PERIOD;
    try {
      @Nullable String seconds =
          client
              .getQueueAttributes(
                  request -> request.queueUrl(queueNames.url(pipeline)).attributeNames(name))
              .attributes()
              .get(name);
      return seconds == null ? LONGEST_KEPT : Duration.ofSeconds(Long.parseLong(seconds));
    } catch (SdkException untold) {
      return LONGEST_KEPT;
    }
  }

  /// Throws [UncheckedIOException] when the pipeline's queue does not answer.
  public void reach(PipelineName pipeline) {
    try {
      client.getQueueAttributes(request ->
          request
              .queueUrl(queueNames.url(pipeline))
              .attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT));
    } catch (SdkException unread) {
      throw new UncheckedIOException(
          new IOException("SQS could not be asked: " + unread.getMessage(), unread));
    }
  }

  public void delete(ReceivedMessage message) {
    ignoringFaults(() ->
        client.deleteMessage(request ->
            request.queueUrl(queueNames.url(message.pipeline())).receiptHandle(message.handle())));
  }

  private static void ignoringFaults(Runnable call) {
    try {
      call.run();
    } catch (SdkException comesBack) {
      return;
    }
  }
}
