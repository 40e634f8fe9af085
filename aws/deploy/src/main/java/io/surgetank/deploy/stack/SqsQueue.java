package io.surgetank.deploy.stack;

import java.time.Duration;
import java.util.Optional;

/// An SQS queue.
///
/// @param visibility the visibility timeout
/// @param retention how long a message is kept
/// @param maximumBytes the maximum size of a message
/// @param redrive the dead-letter queue for messages that are received too often
public record SqsQueue(
    QueueRef ref,
    Duration visibility,
    Duration retention,
    int maximumBytes,
    Optional<Redrive> redrive) {
  public String name() {
    return ref.name();
  }

  public Kind kind() {
    return ref.kind();
  }

  public enum Kind {
    STANDARD(""),

    /// Ordered by group; all groups share 300 calls per second.
    FIFO(".fifo"),

    /// Ordered by group, with limits and deduplication of each group ("high throughput",
    /// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/high-throughput-fifo.html).
    FIFO_BY_GROUP(".fifo");

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }

    /// By the properties `DeduplicationScope` and `FifoThroughputLimit`.
    public static Kind fifo(String scope, String limit) {
      return scope.equals("messageGroup") && limit.equals("perMessageGroupId")
          ? FIFO_BY_GROUP
          : FIFO;
    }

    /// The suffix of the names of such queues.
    public String suffix() {
      return suffix;
    }

    public boolean isFifo() {
      return this != STANDARD;
    }
  }

  /// The redrive policy.
  ///
  /// @param maxReceiveCount messages that are received more often are moved
  public record Redrive(QueueRef deadLetterQueue, int maxReceiveCount) {}
}
