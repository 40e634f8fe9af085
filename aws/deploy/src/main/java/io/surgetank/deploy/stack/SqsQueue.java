package io.surgetank.deploy.stack;

import java.time.Duration;
import java.util.Optional;

/// An SQS queue.
///
/// @param visibility how long a received message is hidden from others
/// @param retention how long a message is kept, from its first sending on
/// @param maximumBytes the largest message it takes
/// @param redrive where a message goes that was received too often
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

    /// Keeps the order of a group; all groups share 300 calls a second.
    FIFO(".fifo"),

    /// Keeps the order of a group; each has calls, and duplicates, of its own ("high throughput",
    /// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/high-throughput-fifo.html).
    FIFO_BY_GROUP(".fifo");

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }

    /// What a FIFO queue is by its `DeduplicationScope` and its `FifoThroughputLimit`.
    public static Kind fifo(String scope, String limit) {
      return scope.equals("messageGroup") && limit.equals("perMessageGroupId")
          ? FIFO_BY_GROUP
          : FIFO;
    }

    /// How the names of such queues end.
    public String suffix() {
      return suffix;
    }

    public boolean isFifo() {
      return this != STANDARD;
    }
  }

  /// The redrive policy.
  ///
  /// @param maxReceiveCount a message received oftener than this moves on
  public record Redrive(QueueRef deadLetterQueue, int maxReceiveCount) {}
}
