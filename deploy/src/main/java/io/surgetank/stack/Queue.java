package io.surgetank.stack;

import java.time.Duration;
import java.util.Optional;

/// An SQS queue.
///
/// @param visibility how long a received message is hidden from others
/// @param retention how long a message is kept, from its first sending on
/// @param maximumBytes the largest message it takes
/// @param redrive where a message goes that was received too often
public record Queue(
    String name,
    Kind kind,
    Duration visibility,
    Duration retention,
    int maximumBytes,
    Optional<Redrive> redrive) {
  public enum Kind {
    STANDARD,
    FIFO
  }

  /// The redrive policy.
  ///
  /// @param deadLetterQueue a queue's name
  /// @param maxReceiveCount a message received oftener than this moves on
  public record Redrive(String deadLetterQueue, int maxReceiveCount) {}
}
