package io.surgetank.aws.table;

import java.time.Instant;

/// A message that names no job: it is recorded in the table and deleted from its queue.
public record UnreadableMessage(String messageId, String body, int receives, Instant sentAt) {
  /// An item has at most 400 KB, a message up to 1 MiB.
  private static final int MAX_LENGTH = 100_000;

  public UnreadableMessage {
    if (body.length() > MAX_LENGTH) body = body.substring(0, MAX_LENGTH);
  }
}
