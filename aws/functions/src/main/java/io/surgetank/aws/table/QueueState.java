package io.surgetank.aws.table;

import java.time.Duration;

/// The attributes of a pipeline's queue that show whether messages are missing.
///
/// @param retention how long the queue keeps a message
/// @param waiting messages that can be received now; SQS reports it approximately
/// @param deduplication how long the queue accepts a repeated message without delivering it
public record QueueState(Duration retention, long waiting, Duration deduplication) {
  /// Of FIFO queues
  /// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html).
  public static final Duration FIFO_DEDUPLICATION = Duration.ofMinutes(5);

  /// Whether the queue is a FIFO queue, which keeps the order of jobs with the same ordering key.
  boolean isFifo() {
    return deduplication.isPositive();
  }
}
