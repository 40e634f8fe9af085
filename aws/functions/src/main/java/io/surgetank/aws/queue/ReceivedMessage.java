package io.surgetank.aws.queue;

import io.surgetank.aws.table.UnreadableMessage;
import java.time.Instant;
import java.util.Optional;

/// A message as SQS delivered it.
///
/// @param queue its queue's name
/// @param handle the receipt handle of this delivery
/// @param receives how often SQS has delivered it, this time included
/// @param group the messages of one group are processed in order; empty for a standard queue
public record ReceivedMessage(
    String queue,
    String messageId,
    String handle,
    String body,
    int receives,
    Instant sentAt,
    Optional<String> group,
    Instant receivedAt) {
  /// For the records, if it names no job.
  public UnreadableMessage unreadable() {
    return new UnreadableMessage(messageId, body, receives, sentAt);
  }
}
