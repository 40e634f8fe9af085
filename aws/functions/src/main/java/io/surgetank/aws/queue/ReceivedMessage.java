package io.surgetank.aws.queue;

import io.surgetank.aws.table.UnreadableMessage;
import io.surgetank.core.job.PipelineName;
import java.time.Instant;

/// A message as SQS delivered it.
///
/// @param receives how often SQS has delivered it, this time included
/// @param handle the receipt handle of this delivery
public record ReceivedMessage(
    PipelineName pipeline,
    String messageId,
    String body,
    int receives,
    Instant sentAt,
    String handle,
    Instant receivedAt) {
  UnreadableMessage unreadable() {
    return new UnreadableMessage(messageId, body, receives, sentAt);
  }
}
