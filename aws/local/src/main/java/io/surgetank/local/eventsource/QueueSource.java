package io.surgetank.local.eventsource;

import java.time.Duration;
import java.util.List;

/// The queue of a mapping. Its methods may throw what the queue's client throws.
public interface QueueSource {
  /// Waits at most `wait` for the first message.
  List<PolledMessage> receive(int max, Duration wait);

  /// Returns how many of the messages were not deleted.
  int delete(List<PolledMessage> messages);
}
